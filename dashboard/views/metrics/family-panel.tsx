import { useTranslations } from 'use-intl';
import { Panel } from '../../parts/panel.tsx';
import type { Family } from './group-metrics.ts';
import { type EntryOfCatalogue, MetricEntry } from './metric-entry.tsx';
import styles from './metrics.module.css';
import type { MetricValues } from './use-metric-values.ts';

export interface FamilyPanelProps {
  family: Family;
  metrics: readonly EntryOfCatalogue[];
  values: MetricValues;
}

/** Metrics that are counted alike. */
export function FamilyPanel({ family, metrics, values }: FamilyPanelProps) {
  const t = useTranslations('metrics');
  return (
    <Panel title={t(`family-${family}`)} note={t(`note-${family}`)}>
      <ul className={styles.entries}>
        {metrics.map((metric) => (
          <MetricEntry key={metric.id} metric={metric} values={values} />
        ))}
      </ul>
    </Panel>
  );
}
