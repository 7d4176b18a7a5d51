import type { ResultOf } from 'gql.tada';
import { useTranslations } from 'use-intl';
import { useLinkFilters, useView } from '../../filters/use-filters.ts';
import { FigureCard, FiguresAgainst, FigureWaiting } from '../../parts/figure-card.tsx';
import { basisOf } from './basis-of.ts';
import styles from './figures.module.css';
import { figureMetrics } from './overview-metrics.ts';
import type { numbersQuery } from './queries.ts';

export interface FiguresProps {
  data: ResultOf<typeof numbersQuery>;
  updating: boolean;
}

/** Holds the places of the figures, and of what they are compared with. */
export function FiguresWaiting() {
  return (
    <section className={styles.figures}>
      {figureMetrics.map((id) => (
        <FigureWaiting key={id} />
      ))}
      <FiguresAgainst compared={null} />
    </section>
  );
}

/** At most six figures of the company, each with its change, its course, and the way on. */
export function Figures({ data, updating }: FiguresProps) {
  const t = useTranslations('overview');
  const { format, days, today } = useView();
  const filters = useLinkFilters();
  const compare = (by: string) => ({ to: '/departments', search: { ...filters(), by } }) as const;
  const { figures, adoption, now } = data;
  const told = adoption.totals[0];
  // How many use it says more than how many asked: where headcounts are told, it takes the last place.
  const withAdoption = told?.status === 'OK';
  const shown = figureMetrics.slice(0, withAdoption ? -1 : undefined);
  const current = now.totals[0]?.value ?? null;
  // A period that is over for long has its own end: what is overdue today says nothing of it.
  const isRecent = Date.parse(today) - Date.parse(days.to) <= 86_400_000;
  return (
    <section className={styles.figures} aria-label={t('figures')} aria-busy={updating}>
      {shown.map((id, index) => {
        const value = figures.totals[index];
        return (
          value && (
            <FigureCard
              key={id}
              metric={id}
              link={compare(id)}
              told={value}
              range={figures.range}
              compared={figures.comparedRange}
              basis={basisOf(id, value, t, format, { day: figures.range.to, current: isRecent ? current : null })}
              values={figures.rows.map(({ values }) => values[index]?.value ?? null)}
            />
          )
        );
      })}
      {withAdoption && (
        <FigureCard
          metric="ADOPTION"
          link={compare('ADOPTION')}
          told={told}
          range={adoption.range}
          compared={adoption.comparedRange}
          basis={t('employees')}
          values={adoption.rows.map(({ values }) => values[0]?.value ?? null)}
        />
      )}
      <FiguresAgainst compared={figures.comparedRange} />
    </section>
  );
}
