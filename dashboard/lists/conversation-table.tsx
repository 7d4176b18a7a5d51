import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { useMinute } from '../api/live-context.tsx';
import { useNames } from '../app/use-names.ts';
import type { Format } from '../i18n/format.ts';
import type { ConversationLine } from './conversation-line.ts';
import { stateOf, waitedSeconds } from './conversation-state.ts';
import styles from './list-table.module.css';
import { StatePill } from './state-pill.tsx';

export interface ConversationTableProps {
  caption: string;
  conversations: readonly ConversationLine[];
  /** Writes instants in the zone of the list. */
  format: Format;
  /** Parameters of the links to the conversations: what leads back to this list. */
  search: Record<string, string>;
}

/** Conversations with what became of their enquiries; on a phone a card for each. */
export function ConversationTable({ caption, conversations, format, search }: ConversationTableProps) {
  const t = useTranslations('conversations');
  const names = useNames();
  // Whoever waits, waits a minute longer each minute.
  useMinute();
  const now = Date.now();
  return (
    <table className={styles.table}>
      <caption className="unseen">{caption}</caption>
      <thead>
        <tr>
          {(['asked', 'department', 'channel', 'due', 'waited', 'state'] as const).map((column) => (
            <th key={column} scope="col">
              {t(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {conversations.map((one) => {
          const seconds = waitedSeconds(one, now);
          const state = stateOf(one, now);
          return (
            <tr key={one.id}>
              <th scope="row" data-label={t('asked')}>
                <Link to="/conversations/$conversation" params={{ conversation: one.id }} search={search}>
                  {one.openedAt ? format.instant(one.openedAt) : t('unknown')}
                </Link>
              </th>
              <td data-label={t('department')}>
                <span>{names.department(one.department.id)}</span>
              </td>
              <td data-label={t('channel')}>
                <span>{names.channel(one.channel.id)}</span>
              </td>
              <td data-label={t('due')}>
                {one.dueAt ? (
                  <span className="number">{format.instant(one.dueAt)}</span>
                ) : (
                  <span className={styles.faint}>{t('noTarget')}</span>
                )}
              </td>
              <td data-label={t('waited')}>
                <span className="number">
                  {seconds === null ? '–' : t(`waited-${state}`, { duration: format.duration(seconds) })}
                </span>
              </td>
              <td data-label={t('state')}>
                <span>
                  <StatePill state={state} />
                </span>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
