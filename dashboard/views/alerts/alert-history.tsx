import { useTranslations } from 'use-intl';
import { useFormat } from '../../app/page-context.tsx';
import styles from './alerts.module.css';
import type { ToldAlert } from './told-alert.ts';

/** What happened to an alert, the latest first; behind a click. */
export function AlertHistory({ alert, number }: { alert: ToldAlert; number: (value: number) => string }) {
  const t = useTranslations('alerts');
  const format = useFormat();
  if (alert.history.length === 0) return null;
  return (
    <details className={styles.history}>
      <summary>{t('history', { count: alert.history.length })}</summary>
      <ol>
        {alert.history.map(({ at, change, by, note, reason, value }) => (
          <li key={`${at} ${change}`}>
            <time dateTime={at}>{format.instant(at)}</time>
            <span>
              {t(`change-${change}`, { who: by ?? t('somebody') })}
              {value !== null && ` (${number(value)})`}
              {reason && `, ${t(`reason-${reason}`)}`}
              {note && `: “${note}”`}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}
