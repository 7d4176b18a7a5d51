import { useTranslations } from 'use-intl';
import type { Format } from '../../i18n/format.ts';
import type { InteractionLine } from '../../lists/interaction-line.ts';
import { SentimentNote } from '../../lists/sentiment-note.tsx';
import { useNames } from '../../lists/use-names.ts';
import styles from './conversations.module.css';
import type { TimelineEntry } from './timeline.ts';

export interface TurnsProps {
  entries: readonly TimelineEntry<InteractionLine>[];
  /** Of the conversation: turns elsewhere say so. */
  department: string;
  format: Format;
}

/** A conversation as it went: who spoke, when, and how long the other side had waited. */
export function Turns({ entries, department, format }: TurnsProps) {
  const t = useTranslations('conversations');
  return (
    <ol className={styles.timeline}>
      {entries.map((entry) => (
        <li
          key={entry.kind === 'turn' ? entry.turn.nodeId : entry.kind}
          className={styles.entry}
          data-kind={entry.kind === 'turn' ? entry.turn.direction : entry.kind}
        >
          {entry.gap !== null && entry.kind === 'turn' && (
            <p className={styles.gap}>{t('gap', { duration: format.duration(entry.gap) })}</p>
          )}
          {entry.kind === 'turn' ? (
            <Turn {...{ entry, department, format }} />
          ) : entry.kind === 'due' ? (
            <p className={styles.mark}>
              {t(entry.passed ? 'wasDue' : 'willBeDue', { when: format.instant(entry.at) })}
            </p>
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
  department: string;
  format: Format;
}

function Turn({ entry: { turn, firstResponse }, department, format }: TurnProps) {
  const t = useTranslations('conversations');
  const tBehind = useTranslations('behind');
  const names = useNames();
  const elsewhere = turn.department.id === department ? undefined : names.department(turn.department.id);
  return (
    <>
      <p className={styles.who}>
        {t('who', { direction: turn.direction })} · {tBehind('activity', { activity: turn.activity })}
        <time className={`${styles.when} number`} dateTime={turn.occurredAt}>
          {format.instant(turn.occurredAt)}
        </time>
        {firstResponse && <span className={styles.mark}>{t('firstResponse')}</span>}
      </p>
      <p className={styles.about}>
        {elsewhere && <span>{elsewhere}</span>}
        <span>{names.channel(turn.channel.id)}</span>
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
