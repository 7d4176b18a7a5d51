import { useTranslations } from 'use-intl';
import { Panel } from '../../parts/panel.tsx';
import { AlertCard } from './alert-card.tsx';
import styles from './alerts.module.css';
import type { ToldAlert, ToldRule } from './told-alert.ts';

export interface AlertGroupsProps {
  alerts: readonly ToldAlert[];
  rules: readonly ToldRule[];
  updating: boolean;
}

/** The alerts by how they stand: what nobody sees to yet comes first, what is quiet last. */
export function AlertGroups({ alerts, rules, updating }: AlertGroupsProps) {
  const t = useTranslations('alerts');
  return (['FIRING', 'ACKNOWLEDGED', 'UNKNOWN', 'OK'] as const).map((state) => {
    const group = alerts.filter((alert) => alert.state === state);
    if (group.length === 0) return null;
    return (
      <Panel
        key={state}
        title={t(`group-${state}`, { count: group.length })}
        note={t(`note-${state}`)}
        updating={updating}
      >
        <ul className={styles.cards}>
          {group.map((alert) => (
            <AlertCard key={alert.id} alert={alert} rule={rules.find(({ id }) => id === alert.rule.id)} />
          ))}
        </ul>
      </Panel>
    );
  });
}
