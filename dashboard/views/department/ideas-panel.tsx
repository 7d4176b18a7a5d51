import { Link } from '@tanstack/react-router';
import type { ResultOf } from 'gql.tada';
import { useTranslations } from 'use-intl';
import { Bars } from '../../charts/bars.tsx';
import { Chart } from '../../charts/chart.tsx';
import { useLinkFilters, useView } from '../../filters/use-filters.ts';
import styles from './lines.module.css';
import type { departmentQuery } from './queries.ts';

export interface IdeasPanelProps {
  id: string;
  funnel: ResultOf<typeof departmentQuery>['ideaFunnel'];
  updating: boolean;
}

/** How far the ideas came that were submitted to the department. */
export function IdeasPanel({ id, funnel: { withheld, steps }, updating }: IdeasPanelProps) {
  const t = useTranslations('department');
  const { format } = useView();
  const filters = useLinkFilters();
  const shown = withheld || (steps[0]?.count ?? 0) === 0 ? [] : steps;
  return (
    <Chart
      title={t('ideas')}
      note={t('ideasNote')}
      table={{
        columns: [{ label: t('ideasStage') }, { label: t('ideasCount'), numeric: true }],
        rows: shown.map(({ stage, count }) => [t('step', { stage }), count]),
      }}
      whenEmpty={<p className={styles.quiet}>{t(withheld ? 'ideasWithheld' : 'ideasNone')}</p>}
      file={`${id}-ideas`}
      span={6}
      follows={['period']}
      updating={updating}
    >
      <Bars
        label={t('ideas')}
        bars={shown.map(({ stage, count }) => ({
          id: stage,
          name: t('step', { stage }),
          parts: [{ value: count ?? 0, look: 'strong' }],
          text: count === null ? t('withheld') : format.number(count),
        }))}
      />
      <p>
        <Link to="/ideas" search={filters({ department: [id] })} className={styles.more}>
          {t('ideasOpen')}
        </Link>
      </p>
    </Chart>
  );
}
