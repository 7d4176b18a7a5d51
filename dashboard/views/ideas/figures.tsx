import type { ResultOf } from 'gql.tada';
import { useTranslations } from 'use-intl';
import type { Told } from '../../api/told-value.ts';
import { useMetric } from '../../app/page-context.tsx';
import { useLinkFilters, useView } from '../../filters/use-filters.ts';
import { FigureCard } from '../../parts/figure-card.tsx';
import { ideaMetrics } from './idea-metrics.ts';
import styles from './ideas.module.css';
import type { ideasQuery } from './queries.ts';

/** The numbers of ideas in a row of cards. */
export function Figures({ report }: { report: ResultOf<typeof ideasQuery>['trend'] }) {
  const t = useTranslations('ideas');
  const { filters, format } = useView();
  const links = useLinkFilters();
  const leadTime = useMetric('IDEA_LEAD_TIME_P50');
  const censored = report.totals.map(censoredIn).find((warning) => warning !== undefined);
  const basisOf = (told: Told): string | undefined => {
    if (censoredIn(told)) return t('stillOpen');
    if (!told.denominator) return undefined;
    return t('basis', { part: format.number(told.numerator ?? 0), whole: format.number(told.denominator) });
  };
  return (
    <div className={styles.figures}>
      {ideaMetrics.map((metric, at) => {
        const told = report.totals[at];
        return (
          told && (
            <FigureCard
              key={metric}
              metric={metric}
              told={told}
              range={report.range}
              compared={report.comparedRange}
              basis={basisOf(told)}
              values={report.rows.map(({ values }) => values[at]?.value ?? null)}
              link={{ to: '/metrics', search: { ...links(), metric } }}
              departments={filters.department}
            />
          )
        );
      })}
      {censored && (
        <p className={styles.note}>
          {leadTime.name}: {censored.message}
        </p>
      )}
    </div>
  );
}

/** That what is still open could change the value. */
const censoredIn = ({ warnings }: Told) => warnings.find(({ code }) => code === 'CENSORED');
