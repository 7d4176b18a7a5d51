import { useTranslations } from 'use-intl';
import type { CatalogueMetric } from '../app/shell.ts';
import type { Format } from '../i18n/format.ts';
import styles from './delta.module.css';

export interface DeltaProps {
  metric: Pick<CatalogueMetric, 'id' | 'unit' | 'goodDirection'>;
  /** As the API tells it; null: there is nothing to compare with. */
  change: number | null | undefined;
  format: Format;
}

/** A change: an arrow for its direction, and in words and colour whether it is for the better. */
export function Delta({ metric, change, format }: DeltaProps) {
  const t = useTranslations('values');
  if (change === null || change === undefined) return null;
  // What is written as no change is none.
  const direction = format.change(metric, change) === format.change(metric, 0) ? 0 : Math.sign(change);
  const verdict = verdictOf(metric.goodDirection, direction);
  return (
    <span className={`${styles.delta} number`} data-verdict={verdict}>
      <span aria-hidden>{direction > 0 ? '▲' : direction < 0 ? '▼' : '='}</span>
      {format.change(metric, change)}
      {verdict !== 'neither' && <span className="unseen">{t(verdict)}</span>}
    </span>
  );
}

export function verdictOf(goodDirection: number, direction: number): 'better' | 'worse' | 'unchanged' | 'neither' {
  if (direction === 0) return 'unchanged';
  if (goodDirection === 0) return 'neither';
  return goodDirection === direction ? 'better' : 'worse';
}
