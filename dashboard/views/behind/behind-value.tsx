import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useLiveReport } from '../../api/live-context.tsx';
import { useAnswer } from '../../api/use-answer.ts';
import { usePage } from '../../app/page-context.tsx';
import type { CatalogueMetric } from '../../app/shell.ts';
import type { Behind } from '../../charts/behind-link.ts';
import { useLinkFilters } from '../../filters/use-filters.ts';
import { type Format, isBalance } from '../../i18n/format.ts';
import { liveDays } from '../../lists/live-days.ts';
import { Answered } from '../../parts/answered.tsx';
import { MetricFigure } from '../../parts/metric-figure.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Warnings } from '../../parts/warnings.tsx';
import styles from './behind.module.css';
import { behindInput } from './behind-input.ts';
import { behindValueQuery } from './queries.ts';

export interface BehindValueProps {
  metric: CatalogueMetric;
  behind: Behind;
  format: Format;
}

/** The number, what it rests on, and its definition. */
export function BehindValue({ metric, behind, format }: BehindValueProps) {
  const t = useTranslations('behind');
  const { language } = usePage();
  const filters = useLinkFilters();
  const text = JSON.stringify(behindInput(metric.id, behind));
  const input = useMemo(() => JSON.parse(text) as ReturnType<typeof behindInput>, [text]);
  useLiveReport(useMemo(() => ({ ...input, range: liveDays(input.range) }), [input]));
  const answer = useAnswer(
    behindValueQuery,
    useMemo(() => ({ input, language }), [input, language]),
  );
  return (
    <Panel title={t('value')} updating={answer.kind === 'ready' && answer.updating}>
      <Answered answer={answer} height={112}>
        {({ report }) => {
          const told = report.rows[0]?.values[0];
          if (!told) return null;
          const { numerator, denominator, n, error } = told;
          return (
            <div className={styles.value}>
              <div>
                <p className={styles.figure}>
                  <MetricFigure metric={metric} told={told} format={format} />
                </p>
                {numerator !== null && denominator !== null && metric.unit === 'ratio' && !isBalance(metric) && (
                  <p className="number">
                    {t('of', { numerator: format.number(numerator), denominator: format.number(denominator) })}
                  </p>
                )}
                {n !== null && told.status !== 'EMPTY' && <p className={styles.soft}>{t('rests', { n })}</p>}
                {error > 0 && told.value !== null && (
                  <p className={styles.soft}>{t('approximate', { error: format.percent(error) })}</p>
                )}
                <Warnings warnings={told.warnings} format={format} />
              </div>
              <div className={styles.definition}>
                <h3>{t('definition')}</h3>
                <p>{metric.description}</p>
                <p className={styles.soft}>
                  {t('formula')}: <code>{told.metric.formula}</code>
                </p>
                <Link to="/metrics" search={{ ...filters(), metric: metric.id }}>
                  {t('inCatalogue')}
                </Link>
              </div>
            </div>
          );
        }}
      </Answered>
    </Panel>
  );
}
