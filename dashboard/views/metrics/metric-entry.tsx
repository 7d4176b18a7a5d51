import { Link, useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { CatalogueMetric } from '../../app/shell.ts';
import { useBehind } from '../../charts/use-behind.ts';
import { useView } from '../../filters/use-filters.ts';
import { MetricFigure } from '../../parts/metric-figure.tsx';
import { toldByWeek } from './group-metrics.ts';
import styles from './metrics.module.css';
import type { MetricValues } from './use-metric-values.ts';

export interface EntryOfCatalogue extends CatalogueMetric {
  family: string;
  formula: string;
  dimensions: readonly ('DEPARTMENT' | 'CHANNEL' | 'CHANNEL_KIND' | 'ACTIVITY' | 'DIRECTION')[];
  version: number;
}

/** A metric with its value of these days and its definition; `?metric=ID` leads to it. */
export function MetricEntry({ metric, values }: { metric: EntryOfCatalogue; values: MetricValues }) {
  const t = useTranslations('metrics');
  const { format } = useView();
  const search: Record<string, string | undefined> = useSearch({ strict: false });
  const meant = search.metric === metric.id;
  const entry = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (meant) entry.current?.scrollIntoView({ block: 'center' });
  }, [meant]);
  const { id, name, description, formula, dimensions, version, unit, goodDirection } = metric;
  const direction = goodDirection > 0 ? 'up' : goodDirection < 0 ? 'down' : 'none';
  return (
    <li ref={entry} id={id} className={styles.entry} aria-current={meant ? 'true' : undefined}>
      <div className={styles.words}>
        <h3>
          <Link to="." search={(view) => ({ ...view, metric: id })} className={styles.name} resetScroll={false}>
            {name}
          </Link>
          <code className={styles.id}>{id}</code>
        </h3>
        <p>{description}</p>
        <p className={styles.formula}>
          <code>{formula}</code>
        </p>
        <p className={styles.facts}>
          <span>{t(`unit-${unitOf(unit)}`)}</span>
          <span>{t('direction', { direction })}</span>
          <span>
            {dimensions.length > 0
              ? t('splits', { dimensions: format.list(dimensions.map((one) => t(`by-${one}`))) })
              : t('unsplit')}
          </span>
          <span>{t('version', { version })}</span>
        </p>
      </div>
      <Value metric={metric} values={values} />
    </li>
  );
}

function Value({ metric, values }: { metric: EntryOfCatalogue; values: MetricValues }) {
  const t = useTranslations('metrics');
  const { days, filters, format } = useView();
  const behind = useBehind();
  const told = values.of(metric.id);
  const range = toldByWeek(metric) ? (values.weeks ?? days) : days;
  const leads = behind && told && told.value !== null && told.status !== 'WITHHELD';
  return (
    <div className={styles.value}>
      {told === undefined ? (
        <span className={styles.soon} aria-busy="true" />
      ) : told === null ? (
        <span className={styles.soft}>{t('noWholeWeek')}</span>
      ) : (
        <>
          <span className={styles.figure}>
            <MetricFigure metric={metric} told={told} format={format} />
          </span>
          {range !== days && <span className={styles.soft}>{format.days(range.from, range.to)}</span>}
          {leads && (
            <Link
              to="/behind"
              search={behind.search({ metric: metric.id, ...range, departments: filters.department, channels: [] })}
              className={styles.behind}
            >
              {t('behind')}
              <span className="unseen">{t('behindOf', { metric: metric.name })}</span>
            </Link>
          )}
        </>
      )}
    </div>
  );
}

const units = ['count', 'people', 'ratio', 'seconds', 'days'] as const;
const unitOf = (unit: string) => units.find((one) => one === unit) ?? 'count';
