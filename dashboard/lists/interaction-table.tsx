import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { useNames } from '../app/use-names.ts';
import type { Format } from '../i18n/format.ts';
import type { InteractionLine } from './interaction-line.ts';
import styles from './list-table.module.css';
import { SentimentNote } from './sentiment-note.tsx';

export interface InteractionTableProps {
  caption: string;
  interactions: readonly InteractionLine[];
  /** Writes instants in the zone of the list. */
  format: Format;
  /** Parameters of the links to conversations. */
  search: Record<string, string>;
}

/** Interactions, without words and people; on a phone a card for each. */
export function InteractionTable({ caption, interactions, format, search }: InteractionTableProps) {
  const t = useTranslations('behind');
  const names = useNames();
  return (
    <table className={styles.table}>
      <caption className="unseen">{caption}</caption>
      <thead>
        <tr>
          {(['when', 'what', 'where', 'sentiment', 'topics', 'source'] as const).map((column) => (
            <th key={column} scope="col">
              {t(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {interactions.map((one) => (
          <tr key={one.nodeId}>
            <th scope="row" data-label={t('when')}>
              {one.conversationId ? (
                <Link to="/conversations/$conversation" params={{ conversation: one.conversationId }} search={search}>
                  {format.instant(one.occurredAt)}
                </Link>
              ) : (
                <span className="number">{format.instant(one.occurredAt)}</span>
              )}
            </th>
            <td data-label={t('what')}>
              <span className={styles.nowrap}>
                {t('activity', { activity: one.activity })}{' '}
                <span className={styles.faint}>{t('direction', { direction: one.direction })}</span>{' '}
                {one.edited && <span className={styles.pill}>{t('edited')}</span>}{' '}
                {one.conflicts.length > 0 && (
                  <span className={styles.pill} data-tone="notice" title={t('conflictsWhy')}>
                    {t('conflicts', { count: one.conflicts.length })}
                  </span>
                )}
              </span>
            </td>
            <td data-label={t('where')}>
              <span className={styles.nowrap}>
                {names.department(one.department.id)} · {names.channel(one.channel.id)}
              </span>
            </td>
            <td data-label={t('sentiment')}>
              <span className={styles.nowrap}>
                <SentimentNote sentiment={one.sentiment} format={format} />
              </span>
            </td>
            <td data-label={t('topics')}>
              <span className={styles.topics}>
                {one.topics.map((topic) => (
                  <span key={topic}>{topic}</span>
                ))}
                {one.language && <span className={styles.faint}>{one.language}</span>}
                {one.topics.length === 0 && !one.language && '–'}
              </span>
            </td>
            <td data-label={t('source')}>
              <span className={styles.source}>{one.source?.name ?? '–'}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
