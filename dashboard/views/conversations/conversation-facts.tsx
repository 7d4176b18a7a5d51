import { useTranslations } from 'use-intl';
import type { Format } from '../../i18n/format.ts';
import type { ConversationLine } from '../../lists/conversation-line.ts';
import { stateOf, waitedSeconds } from '../../lists/conversation-state.ts';
import { StatePill } from '../../lists/state-pill.tsx';
import styles from './conversations.module.css';

/** What is known of a conversation: when it was asked, due, answered and closed. */
export function ConversationFacts({ conversation, format }: { conversation: ConversationLine; format: Format }) {
  const t = useTranslations('conversations');
  const now = Date.now();
  const state = stateOf(conversation, now);
  const seconds = waitedSeconds(conversation, now);
  const { openedAt, dueAt, closedAt } = conversation;
  return (
    <dl className={styles.facts}>
      <div>
        <dt>{t('state')}</dt>
        <dd>
          <StatePill state={state} />
        </dd>
      </div>
      <div>
        <dt>{t('asked')}</dt>
        <dd className="number">{openedAt ? format.instant(openedAt) : t('unknown')}</dd>
      </div>
      <div>
        <dt>{t('due')}</dt>
        <dd className="number">{dueAt ? format.instant(dueAt) : t('noTarget')}</dd>
      </div>
      <div>
        <dt>{t('waited')}</dt>
        <dd className="number">
          {seconds === null ? '–' : t(`waited-${state}`, { duration: format.duration(seconds) })}
        </dd>
      </div>
      {closedAt && (
        <div>
          <dt>{t('closed')}</dt>
          <dd className="number">{format.instant(closedAt)}</dd>
        </div>
      )}
    </dl>
  );
}
