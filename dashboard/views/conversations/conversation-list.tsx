import { useSearch } from '@tanstack/react-router';
import type { ResultOf } from 'gql.tada';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { Format } from '../../i18n/format.ts';
import { ConversationTable } from '../../lists/conversation-table.tsx';
import { useSkipEmptyPages } from '../../lists/use-skip-empty-pages.ts';
import { Notice } from '../../parts/notice.tsx';
import { PageLinks } from '../../parts/page-links.tsx';
import { pagesBeside } from '../../parts/page-place.ts';
import { Panel } from '../../parts/panel.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { type Listing, listingOrder } from './conversation-place.ts';
import styles from './conversations.module.css';
import type { conversationsQuery } from './queries.ts';

export interface ConversationListProps {
  listing: Listing;
  conversations: ResultOf<typeof conversationsQuery>['conversations'];
  note: ReactNode;
  updating: boolean;
  format: Format;
}

/** A page of conversations; where there are none, that is said in words, and whether all of them were looked at. */
export function ConversationList({ listing, conversations, note, updating, format }: ConversationListProps) {
  const t = useTranslations('conversations');
  const search: Record<string, string> = useSearch({ strict: false });
  const order = listingOrder(listing);
  const { previous, next } = pagesBeside(conversations.pageInfo, order);
  const nodes = conversations.edges.map(({ node }) => node);
  const skipping = useSkipEmptyPages(!updating && nodes.length === 0, next);
  return (
    <Panel title={t(`title-${listing}`)} note={note} updating={updating}>
      {nodes.length > 0 ? (
        <>
          <p className={styles.order}>{t(`order-${order}`)}</p>
          <ConversationTable
            caption={t(`title-${listing}`)}
            conversations={order === 'oldest' ? nodes.toReversed() : nodes}
            {...{ format, search }}
          />
        </>
      ) : skipping || updating ? (
        <Skeleton lines={8} height={400} />
      ) : (
        <Notice title={t(next ? 'emptySoFar' : `empty-${listing}`)} level={3}>
          <p>{t(next ? 'emptySoFarText' : 'emptyText')}</p>
        </Notice>
      )}
      <PageLinks previous={previous} next={next} />
    </Panel>
  );
}
