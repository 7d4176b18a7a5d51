import { useTranslations } from 'use-intl';
import type { ConversationState } from './conversation-state.ts';
import styles from './list-table.module.css';

const tones: Record<ConversationState, 'better' | 'worse' | 'notice' | undefined> = {
  answered: 'better',
  answeredLate: 'notice',
  closed: undefined,
  overdue: 'worse',
  waiting: undefined,
};

/** How a conversation stands, in a word. */
export function StatePill({ state }: { state: ConversationState }) {
  const t = useTranslations('conversations');
  return (
    <span className={styles.pill} data-tone={tones[state]}>
      {t(`is-${state}`)}
    </span>
  );
}
