import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { useMinute } from '../../api/live-context.tsx';
import { useFormat, useMay } from '../../app/page-context.tsx';
import { behindSearch } from '../../charts/behind-link.ts';
import { useLinkFilters } from '../../filters/use-filters.ts';
import { Acknowledge } from './acknowledge.tsx';
import { AlertHistory } from './alert-history.tsx';
import styles from './alerts.module.css';
import type { ToldAlert, ToldRule } from './told-alert.ts';
import { useAlertNumber } from './use-alert-number.ts';

/** One alert: what was seen, since when, against what, who sees to it, and what happened before. */
export function AlertCard({ alert, rule }: { alert: ToldAlert; rule: ToldRule | undefined }) {
  const t = useTranslations('alerts');
  const format = useFormat();
  const may = useMay('ALERTS');
  const number = useAlertNumber(rule);
  // "3 minutes ago" grows older while nothing else changes.
  useMinute();
  const { state, since, firingSince, value, threshold, message, n, acknowledgedBy, acknowledgedAt, note } = alert;
  const shownSince = state === 'OK' || state === 'UNKNOWN' ? since : (firingSince ?? since);
  return (
    <li className={styles.card} data-state={state}>
      <div className={styles.words}>
        <h3>{rule?.name ?? message}</h3>
        <p>{message}</p>
        <p className={styles.soft}>
          {t(`since-${state}`, { ago: format.ago(shownSince, Date.now()), when: format.instant(shownSince) })}
          {n !== null && ` · ${t('basis', { n })}`}
          {rule?.owner && ` · ${t('ownedBy', { owner: rule.owner })}`}
        </p>
        {acknowledgedAt !== null && (
          <p className={styles.note}>
            {t('acknowledgedBy', { who: acknowledgedBy ?? t('somebody'), when: format.instant(acknowledgedAt) })}
            {note && <span>“{note}”</span>}
          </p>
        )}
      </div>
      {value !== null && threshold !== null && (
        <dl className={styles.figures}>
          <div>
            <dt>{t('value')}</dt>
            <dd className="number">{number(value)}</dd>
          </div>
          <div>
            <dt>{t(`fires-${rule?.comparison ?? 'BELOW'}`)}</dt>
            <dd className="number">{number(threshold)}</dd>
          </div>
        </dl>
      )}
      <div className={`${styles.actions} unprinted`}>
        {may && (state === 'FIRING' || state === 'ACKNOWLEDGED') && (
          <Acknowledge alert={alert} name={rule?.name ?? message} />
        )}
        <WayOn alert={alert} rule={rule} />
      </div>
      <AlertHistory alert={alert} number={number} />
    </li>
  );
}

/** To what the alert is about, for those whose roles show it. */
function WayOn({ alert: { subject, range }, rule }: { alert: ToldAlert; rule: ToldRule | undefined }) {
  const t = useTranslations('alerts');
  const filters = useLinkFilters();
  const mayBehind = useMay('INTERACTIONS');
  const maySources = useMay('SOURCES');
  if (subject.source) {
    if (!maySources) return null;
    return (
      <Link to="/sources" search={{ ...filters(), source: subject.source.id }}>
        {t('toSource')}
      </Link>
    );
  }
  if (!rule?.metric) return null;
  if (!range || !mayBehind) {
    return (
      <Link to="/metrics" search={{ ...filters(), metric: rule.metric.id }}>
        {t('toMetric')}
      </Link>
    );
  }
  const point = {
    metric: rule.metric.id,
    from: range.from,
    to: range.to,
    departments: subject.department ? [subject.department.id] : [],
    channels: subject.channel ? [subject.channel.id] : [],
  };
  return (
    <Link to="/behind" search={{ ...filters(), back: '/alerts', ...behindSearch(point) }}>
      {t('toBehind')}
    </Link>
  );
}
