import { useTranslations } from 'use-intl';
import type { CatalogueMetric } from '../app/shell.ts';
import styles from './metric-figure.module.css';

/** Shares of fewer than so many move by more than five points with a single one. */
const few = 20;

export interface SmallBasisProps {
  metric: Pick<CatalogueMetric, 'unit'>;
  told: { value: number | null; n: number | null };
}

/** Beside a share or a balance in a table: of how few it is, where they are too few to lean on. */
export function SmallBasis({ metric, told: { value, n } }: SmallBasisProps) {
  const t = useTranslations('values');
  if (metric.unit !== 'ratio' || value === null || n === null || n === 0 || n >= few) return null;
  return <span className={`${styles.few} number`}>{t('basis', { n })}</span>;
}
