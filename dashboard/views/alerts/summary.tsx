import { useTranslations } from 'use-intl';
import { useFormat } from '../../app/page-context.tsx';
import styles from './alerts.module.css';
import type { ToldAlert } from './told-alert.ts';

/** How many alerts there are of each state, in one sentence. */
export function Summary({ alerts, rules }: { alerts: readonly Pick<ToldAlert, 'state'>[]; rules: number }) {
  const t = useTranslations('alerts');
  const format = useFormat();
  const count = (state: ToldAlert['state']) => alerts.filter((alert) => alert.state === state).length;
  const told = (['FIRING', 'ACKNOWLEDGED', 'UNKNOWN', 'OK'] as const)
    .filter((state) => state === 'FIRING' || count(state) > 0)
    .map((state) => t(`count-${state}`, { count: count(state) }));
  return (
    <span className={styles.summary} data-firing={count('FIRING') > 0} role="status">
      {rules === 0 ? t('noRules') : alerts.length === 0 ? t('notLooked') : `${format.list(told)}.`}
    </span>
  );
}
