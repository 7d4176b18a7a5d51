import { Link, type LinkProps } from '@tanstack/react-router';
import { CircleDashed, ListTree } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { Told } from '../api/told-value.ts';
import { useMetric } from '../app/page-context.tsx';
import type { MetricName } from '../app/shell.ts';
import { Sparkline } from '../charts/sparkline.tsx';
import { useBehind } from '../charts/use-behind.ts';
import type { Days } from '../filters/span.ts';
import { useView } from '../filters/use-filters.ts';
import { Delta } from './delta.tsx';
import styles from './figure-card.module.css';
import { MetricFigure } from './metric-figure.tsx';
import { Skeleton } from './skeleton.tsx';

export interface FigureCardProps {
  metric: MetricName;
  told: Told;
  range: Days;
  compared: Days | null;
  /** What it rests on, in a few words. */
  basis?: string | undefined;
  /** Its course over the range. */
  values: readonly (number | null)[];
  /** Where its name leads. */
  link: Pick<LinkProps, 'to' | 'params' | 'search'>;
  /** Of which departments it is; all by default. */
  departments?: readonly string[];
  /** It is the one that is shown at large. */
  chosen?: boolean;
  /** Its name leads to another part of the same page, which stays where it is. */
  stays?: boolean;
}

/** Holds the place of a figure. */
export const FigureWaiting = () => (
  <div className={styles.card} aria-busy="true">
    <Skeleton lines={4} />
  </div>
);

/** Below figures: what their changes are against. */
export function FiguresAgainst({ compared }: { compared: Days | null }) {
  const t = useTranslations('values');
  const { format } = useView();
  return (
    <p className={styles.against}>{compared && t('against', { days: format.days(compared.from, compared.to) })}</p>
  );
}

/** A figure with its change, its course and what it rests on; its name leads on, and so does what is behind it. */
export function FigureCard(props: FigureCardProps) {
  const {
    metric: id,
    told,
    range,
    compared,
    basis,
    values,
    link,
    departments = [],
    chosen = false,
    stays = false,
  } = props;
  const t = useTranslations('values');
  const metric = useMetric(id);
  const { format } = useView();
  const behind = useBehind();
  const days = format.days(range.from, range.to);
  const { change, previous, completeness } = told;
  // The line that says so takes its room from the course: the card stays as it is.
  const incomplete = told.status === 'INCOMPLETE';
  return (
    <article className={styles.card} data-chosen={chosen}>
      <h2 className={styles.name}>
        <Link {...link} resetScroll={!stays} aria-current={chosen ? 'true' : undefined} title={metric.description}>
          {metric.name}
        </Link>
      </h2>
      <p className={styles.value}>
        <MetricFigure metric={metric} told={told} format={format} unmarked />
      </p>
      <p className={styles.change}>
        {compared && change !== null && previous !== null ? (
          <>
            <Delta metric={metric} change={change} format={format} />
            <span
              className={`${styles.soft} number`}
              title={t('than', { days: format.days(compared.from, compared.to) })}
            >
              {t('from', { previous: format.value(metric, previous) })}
            </span>
            <span className="unseen">{t('than', { days: format.days(compared.from, compared.to) })}</span>
          </>
        ) : (
          <span className={styles.soft}>{compared ? t('nothingBefore') : ' '}</span>
        )}
      </p>
      <div className={styles.course}>
        <Sparkline values={values} label={`${metric.name}, ${days}`} height={incomplete ? 26 : 44} />
      </div>
      <p className={styles.basis}>
        <span className={`${styles.rests} number`}>
          {basis && <span>{basis}</span>}
          {incomplete && (
            <span className={styles.incomplete} title={told.warnings.map(({ message }) => message).join(' ')}>
              <CircleDashed size={12} aria-hidden />
              {completeness === null ? t('status-INCOMPLETE') : t('complete', { share: format.percent(completeness) })}
            </span>
          )}
        </span>
        {behind && told.value !== null && (
          <Link
            to="/behind"
            search={behind.search({ metric: id, ...range, departments })}
            className={`${styles.behind} unprinted`}
            title={t('behindOf', { metric: metric.name })}
            aria-label={t('behindOf', { metric: metric.name })}
          >
            <ListTree size={15} aria-hidden />
          </Link>
        )}
      </p>
    </article>
  );
}
