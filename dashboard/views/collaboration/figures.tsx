import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useMetric } from '../../app/page-context.tsx';
import type { CatalogueMetric } from '../../app/shell.ts';
import { useView } from '../../filters/use-filters.ts';
import { Delta } from '../../parts/delta.tsx';
import { MetricFigure } from '../../parts/metric-figure.tsx';
import { Panel } from '../../parts/panel.tsx';
import styles from './collaboration.module.css';
import type { CollaborationReport, Shown } from './shown.ts';

export interface FiguresProps extends Shown {
  report: CollaborationReport;
  /** Interactions from which on a department counts as connected to another. */
  minimum: number;
}

/** How connected, how open and how mutual, each with what the number means here. */
export function Figures({ report, matrix, minimum, updating }: FiguresProps) {
  const t = useTranslations('collaboration');
  const { format } = useView();
  const connectedness = useMetric('CONNECTEDNESS');
  const openness = useMetric('OPENNESS');
  const [connected, open] = report.totals;
  const { reciprocity } = matrix;
  if (!connected || !open) return null;
  const inUse = { connected: connected.numerator ?? 0, ways: connected.denominator ?? 0, minimum };
  return (
    <>
      <Figure
        metric={connectedness}
        told={connected}
        compared={report.comparedRange}
        meaning={connected.value === null ? t('connectedUnknown', { minimum }) : t('connectedMeans', inUse)}
        updating={updating}
      />
      <Figure
        metric={openness}
        told={open}
        compared={report.comparedRange}
        meaning={
          open.value === null
            ? t('openUnknown')
            : t('openMeans', { share: format.percent((1 + open.value) / 2), messages: open.denominator ?? 0 })
        }
        updating={updating}
      />
      <Panel title={t('reciprocity')} span={4} updating={updating}>
        <p className={styles.figure}>
          {reciprocity === null ? (
            <span className={styles.untold}>{t('untold')}</span>
          ) : (
            <span className="number">{format.percent(reciprocity)}</span>
          )}
        </p>
        <p className={styles.meaning}>{t(reciprocity === null ? 'reciprocityUnknown' : 'reciprocityMeans')}</p>
      </Panel>
    </>
  );
}

interface FigureProps {
  metric: CatalogueMetric;
  told: CollaborationReport['totals'][number];
  compared: CollaborationReport['comparedRange'];
  meaning: ReactNode;
  updating: boolean;
}

function Figure({ metric, told, compared, meaning, updating }: FigureProps) {
  const t = useTranslations('values');
  const tOwn = useTranslations('collaboration');
  const { format } = useView();
  const uncompared = told.value !== null && told.warnings.some(({ code }) => code === 'PREVIOUS_WITHHELD');
  return (
    <Panel title={metric.name} span={4} updating={updating}>
      <p className={styles.figure}>
        <MetricFigure metric={metric} told={told} format={format} />
        {compared && told.change !== null && (
          <span className={styles.change}>
            <Delta metric={metric} change={told.change} format={format} />{' '}
            {t('than', { days: format.days(compared.from, compared.to) })}
          </span>
        )}
      </p>
      <p className={styles.meaning}>
        {meaning}
        {uncompared && ` ${tOwn('uncompared')}`}
      </p>
    </Panel>
  );
}
