import { useTranslations } from 'use-intl';
import { useNames } from '../../app/use-names.ts';
import type { Format } from '../../i18n/format.ts';
import type { ConversationLine } from '../../lists/conversation-line.ts';
import type { InteractionLine } from '../../lists/interaction-line.ts';
import lists from '../../lists/list-table.module.css';
import { SentimentNote } from '../../lists/sentiment-note.tsx';
import styles from './conversations.module.css';
import type { TimelineEntry } from './timeline.ts';

export interface TurnsProps {
  entries: readonly TimelineEntry<InteractionLine>[];
  /** Turns elsewhere say so. */
  conversation: Pick<ConversationLine, 'department' | 'channel'>;
  format: Format;
}

/** A conversation as it went: who spoke, when, and how long the other side had waited. */
export function Turns({ entries, conversation, format }: TurnsProps) {
  const t = useTranslations('conversations');
  return (
    <ol className={styles.timeline}>
      {entries.map((entry) => (
        <li
          key={entry.kind === 'turn' ? entry.turn.nodeId : entry.kind}
          className={styles.entry}
          data-kind={entry.kind === 'turn' ? entry.turn.direction : entry.kind}
        >
          {entry.kind === 'turn' ? (
            <Turn {...{ entry, conversation, format }} />
          ) : entry.kind === 'due' ? (
            <p className={styles.due}>{t(entry.passed ? 'wasDue' : 'willBeDue', { when: format.instant(entry.at) })}</p>
          ) : (
            <p className={styles.mark}>
              {entry.gap === null ? t('stillWaits') : t('stillWaitsFor', { duration: format.duration(entry.gap) })}
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}

interface TurnProps {
  entry: Extract<TimelineEntry<InteractionLine>, { kind: 'turn' }>;
  conversation: TurnsProps['conversation'];
  format: Format;
}

function Turn({ entry: { turn, gap, firstResponse }, conversation, format }: TurnProps) {
  const t = useTranslations('conversations');
  const tBehind = useTranslations('behind');
  const names = useNames();
  const elsewhere = turn.department.id !== conversation.department.id;
  return (
    <>
      <p className={styles.who}>
        {t('who', { direction: turn.direction })} · {tBehind('activity', { activity: turn.activity })}
        <time className={`${styles.when} number`} dateTime={turn.occurredAt}>
          {format.instant(turn.occurredAt)}
        </time>
        {gap !== null && <span className={styles.when}>{t('gap', { duration: format.duration(gap) })}</span>}
        {firstResponse && (
          <span className={lists.pill} data-tone="better">
            {t('firstResponse')}
          </span>
        )}
      </p>
      <p className={styles.about}>
        {elsewhere && <span>{names.department(turn.department.id)}</span>}
        {turn.channel.id !== conversation.channel.id && <span>{names.channel(turn.channel.id)}</span>}
        {turn.sentiment !== null && (
          <span>
            <SentimentNote sentiment={turn.sentiment} format={format} />
          </span>
        )}
        {turn.topics.length > 0 && <span>{turn.topics.join(', ')}</span>}
        {turn.edited && <span>{tBehind('edited')}</span>}
      </p>
    </>
  );
}
