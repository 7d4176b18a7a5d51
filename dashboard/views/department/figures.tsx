import type { ResultOf } from 'gql.tada';
import { useTranslations } from 'use-intl';
import type { MetricName } from '../../app/shell.ts';
import { useLinkFilters, useView } from '../../filters/use-filters.ts';
import { FigureCard, FiguresAgainst } from '../../parts/figure-card.tsx';
import { basisOf } from '../overview/basis-of.ts';
import styles from './department-view.module.css';
import type { departmentQuery } from './queries.ts';

export interface FiguresProps {
  id: string;
  name: string;
  figures: readonly MetricName[];
  chosen: MetricName;
  data: ResultOf<typeof departmentQuery>;
  updating: boolean;
}

/** The figures of a department; the name of each shows its course at large. */
export function Figures({ id, name, figures, chosen, data, updating }: FiguresProps) {
  const t = useTranslations('department');
  const tOverview = useTranslations('overview');
  const { format } = useView();
  const filters = useLinkFilters();
  const { range, comparedRange, totals, rows } = data.figures;
  return (
    <section className={styles.figures} aria-label={t('figures', { name })} aria-busy={updating}>
      {figures.map((metric, index) => {
        const told = totals[index];
        return (
          told && (
            <FigureCard
              key={metric}
              metric={metric}
              told={told}
              range={range}
              compared={comparedRange}
              basis={basisOf(metric, told, tOverview, format, { day: range.to, current: null })}
              values={rows.map(({ values }) => values[index]?.value ?? null)}
              link={{ to: '/departments/$department', params: { department: id }, search: { ...filters(), metric } }}
              departments={[id]}
              chosen={metric === chosen}
              stays
            />
          )
        );
      })}
      <FiguresAgainst compared={comparedRange} />
    </section>
  );
}
