import { useTranslations } from 'use-intl';
import { useLiveState } from '../api/live-context.tsx';
import styles from './top-bar.module.css';

/** Whether numbers change by themselves. */
export function LiveState() {
  const t = useTranslations('app');
  const state = useLiveState();
  const words = { live: 'live', waiting: 'liveWaiting', off: 'liveOff' } as const;
  const hint = state === 'waiting' ? t('liveWaitingHint') : t('liveHint');
  return (
    <span className={`${styles.quiet} ${styles.wideOnly}`} role="status" title={state === 'off' ? undefined : hint}>
      <span className={styles.dot} data-state={state} />
      {t(words[state])}
    </span>
  );
}
