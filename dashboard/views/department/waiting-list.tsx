import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { useFormat } from '../../app/page-context.tsx';
import { useNames } from '../../app/use-names.ts';
import { useLinkFilters } from '../../filters/use-filters.ts';
import styles from './lines.module.css';

export interface WaitingListProps {
  /** The longest first. */
  conversations: readonly { id: string; openedAt: string | null; dueAt: string | null; channel: { id: string } }[];
}

/** Conversations by when they were asked, each with the way to it. */
export function WaitingList({ conversations }: WaitingListProps) {
  const t = useTranslations('department');
  const format = useFormat();
  const names = useNames();
  const filters = useLinkFilters();
  if (conversations.length === 0) return <p className={styles.quiet}>{t('waitingNone')}</p>;
  return (
    <ol className={styles.lines}>
      {conversations.map(({ id, openedAt, dueAt, channel }) => (
        <li key={id} className={styles.line}>
          <Link to="/conversations/$conversation" params={{ conversation: id }} search={filters()}>
            {openedAt ? format.instant(openedAt) : id}
          </Link>
          <span>{names.channel(channel.id)}</span>
          <span className={styles.end}>{dueAt && t('dueAgo', { ago: format.ago(dueAt, Date.now()) })}</span>
        </li>
      ))}
    </ol>
  );
}
