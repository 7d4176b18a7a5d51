import { useTranslations } from 'use-intl';
import { useMetric } from '../../app/page-context.tsx';
import { useView } from '../../filters/use-filters.ts';
import { Delta } from '../../parts/delta.tsx';
import { MetricFigure } from '../../parts/metric-figure.tsx';
import { Panel } from '../../parts/panel.tsx';
import styles from './adoption-figures.module.css';
import { type AdoptionMetric, adoptionMetrics, placeOf } from './adoption-metrics.ts';
import { OtherDays } from './other-days.tsx';
import { lastTold } from './told-weeks.ts';
import type { AdoptionData } from './use-adoption.ts';
import { useWeeks } from './use-weeks.ts';

export interface AdoptionFiguresProps {
  data: AdoptionData;
  updating: boolean;
}

/** All weeks together: one figure for each metric, and why one is missing. */
export function AdoptionFigures({ data, updating }: AdoptionFiguresProps) {
  const t = useTranslations('adoption');
  const { format } = useView();
  const { range, comparedRange, totals } = data.weekly;
  const weeks = useWeeks(data);
  const withheld = totals.some(({ status }) => status === 'WITHHELD');
  return (
    <Panel
      title={t('figures')}
      note={
        comparedRange
          ? t('figuresCompared', {
              days: format.days(range.from, range.to),
              before: format.days(comparedRange.from, comparedRange.to),
            })
          : format.days(range.from, range.to)
      }
      updating={updating}
    >
      <dl className={styles.figures}>
        {adoptionMetrics.map((id) => (
          <Figure key={id} id={id} data={data} />
        ))}
      </dl>
      {withheld && (
        <p className={styles.why}>
          {t(weeks.length > 1 ? 'withheldWeeks' : 'withheld')} {t('withheldWhy')} <OtherDays weeks={weeks} />
        </p>
      )}
    </Panel>
  );
}

function Figure({ id, data }: { id: AdoptionMetric; data: AdoptionData }) {
  const t = useTranslations('adoption');
  const { format } = useView();
  const metric = useMetric(id);
  const at = placeOf(id);
  const total = data.weekly.totals[at];
  const last = lastTold(useWeeks(data), at);
  if (!total) return null;
  return (
    <div className={styles.figure}>
      <dt title={metric.description}>{metric.name}</dt>
      <dd className={styles.value}>
        <MetricFigure metric={metric} told={total} format={format} />
        <Delta metric={metric} change={total.change} format={format} />
      </dd>
      {total.value === null && last && (
        <dd className={styles.last}>
          {t('lastTold', { value: format.value(metric, last.value), day: format.shortDay(last.monday) })}
        </dd>
      )}
      {total.value !== null && total.n !== null && metric.unit === 'ratio' && (
        <dd className={styles.last}>
          {t(id === 'AMBASSADORS' ? 'ofActive' : id === 'LEADERSHIP_ACTIVITY' ? 'ofManagers' : 'ofHeadcount', {
            n: total.n,
          })}
        </dd>
      )}
    </div>
  );
}
