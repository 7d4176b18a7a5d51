import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import type { Told } from '../../api/told-value.ts';
import { useMetric } from '../../app/page-context.tsx';
import { useBehind } from '../../charts/use-behind.ts';
import type { Days } from '../../filters/span.ts';
import { useLinkFilters, useView } from '../../filters/use-filters.ts';
import { Delta } from '../../parts/delta.tsx';
import { MetricFigure } from '../../parts/metric-figure.tsx';
import { Panel } from '../../parts/panel.tsx';
import styles from './channels.module.css';

export interface SharePanelProps {
  told: Told | undefined;
  compared: Days | null;
  updating: boolean;
}

/** How much of what customers say comes through social channels. */
export function SharePanel({ told, compared, updating }: SharePanelProps) {
  const t = useTranslations('channels');
  const tValues = useTranslations('values');
  const metric = useMetric('SOCIAL_SHARE');
  const { days, filters, format } = useView();
  const linkFilters = useLinkFilters();
  const behind = useBehind();
  if (!told) return null;
  const { numerator, denominator, change } = told;
  return (
    <Panel title={metric.name} note={t('shareNote')} span={4} updating={updating}>
      <p className={styles.figure}>
        <MetricFigure metric={metric} told={told} format={format} />
      </p>
      {compared && change !== null && (
        <p className={styles.soft}>
          <Delta metric={metric} change={change} format={format} />{' '}
          {tValues('than', { days: format.days(compared.from, compared.to) })}
        </p>
      )}
      {numerator !== null && denominator !== null && denominator > 0 && (
        <p className={styles.soft}>
          {t('shareOf', { social: format.number(numerator), all: format.number(denominator) })}
        </p>
      )}
      <p className={styles.links}>
        {behind && told.value !== null && (
          <Link
            to="/behind"
            search={behind.search({
              metric: 'SOCIAL_SHARE',
              ...days,
              departments: filters.department,
              channels: [],
              part: 'NUMERATOR',
            })}
          >
            {t('shareBehind')}
          </Link>
        )}
        <Link to="/metrics" search={{ ...linkFilters(), metric: 'SOCIAL_SHARE' }}>
          {t('definition')}
        </Link>
      </p>
    </Panel>
  );
}
