import { useTranslations } from 'use-intl';
import type { CatalogueMetric } from '../../app/shell.ts';
import { addDays } from '../../filters/span.ts';
import type { Format } from '../../i18n/format.ts';
import { Delta } from '../../parts/delta.tsx';
import { MetricFigure, type ToldValue } from '../../parts/metric-figure.tsx';
import styles from './effect.module.css';
import { firstWeekAfter } from './first-week-after.ts';
import type { Initiative } from './initiative.ts';

export interface EffectProps {
  effect: Initiative['effect'];
  metric: CatalogueMetric;
  asked: number;
  /** When the initiative began. */
  from: string;
  format: Format;
}

/** A metric in as many whole weeks before as since: two numbers, two bars, and the change. */
export function Effect({ effect, metric, asked, from, format }: EffectProps) {
  const t = useTranslations('adoption');
  const { before, after, beforeRange, afterRange, weeks, complete, change } = effect;
  const most = Math.max(Math.abs(before.value ?? 0), Math.abs(after?.value ?? 0));
  const missing = [before, after].find((told) => told && told.value === null);
  return (
    <div className={styles.effect}>
      <dl className={styles.sides}>
        <Side name={t('before')} days={beforeRange} told={before} {...{ most, metric, format }} />
        {after && afterRange && (
          <Side name={t('after')} days={afterRange} told={after} {...{ most, metric, format }} chosen />
        )}
      </dl>
      <p className={styles.change}>
        {weeks === 0 ? (
          t('tooYoung', { day: format.day(addDays(firstWeekAfter(from), 6)) })
        ) : (
          <>
            <Delta metric={metric} change={change} format={format} />
            {missing && <span>{missing.warnings[0]?.message ?? t('notComparable')}</span>}
            {!complete && <span>{t('incompleteEffect', { weeks, asked })}</span>}
          </>
        )}
      </p>
    </div>
  );
}

interface SideProps {
  name: string;
  days: { from: string; to: string };
  told: ToldValue & { n: number | null };
  /** The longest bar's value. */
  most: number;
  metric: CatalogueMetric;
  format: Format;
  chosen?: boolean;
}

function Side({ name, days, told, most, metric, format, chosen = false }: SideProps) {
  const t = useTranslations('values');
  const share = told.value === null || most === 0 ? 0 : Math.abs(told.value) / most;
  return (
    <div className={styles.side}>
      <dt>
        <span className={styles.name}>{name}</span>
        <span className={styles.days}>{format.days(days.from, days.to)}</span>
      </dt>
      <dd>
        <span className={styles.track} aria-hidden>
          {share > 0 && <span className={styles.bar} data-chosen={chosen} style={{ inlineSize: `${share * 100}%` }} />}
        </span>
        <span className={styles.value}>
          <MetricFigure metric={metric} told={told} format={format} />
        </span>
        {told.n !== null && told.value !== null && metric.unit !== 'count' && (
          <span className={styles.days}>{t('basis', { n: told.n })}</span>
        )}
      </dd>
    </div>
  );
}
