import { useTranslations } from 'use-intl';
import { useLiveState } from '../api/live-context.tsx';
import styles from './top-bar.module.css';

/** Whether numbers change by themselves; nothing on a page that does not listen, as nothing is amiss there. */
export function LiveState() {
  const t = useTranslations('app');
  const state = useLiveState();
  if (state === 'off') return null;
  return (
    <span
      className={`${styles.quiet} ${styles.wideOnly}`}
      role="status"
      title={t(state === 'live' ? 'liveHint' : 'liveWaitingHint')}
    >
      <span className={styles.dot} data-state={state} />
      {t(state === 'live' ? 'live' : 'liveWaiting')}
    </span>
  );
}
