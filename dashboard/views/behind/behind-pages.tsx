import { useLocation } from '@tanstack/react-router';
import type { ResultOf } from 'gql.tada';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { PageInfo } from '../../api/page-info.ts';
import { useLinkFilters } from '../../filters/use-filters.ts';
import type { Format } from '../../i18n/format.ts';
import { ConversationTable } from '../../lists/conversation-table.tsx';
import { InteractionTable } from '../../lists/interaction-table.tsx';
import { Notice } from '../../parts/notice.tsx';
import { PageLinks } from '../../parts/page-links.tsx';
import { pagesBeside } from '../../parts/page-place.ts';
import type { behindConversationsQuery, behindInteractionsQuery } from './queries.ts';

export interface InteractionsBehindProps {
  list: ResultOf<typeof behindInteractionsQuery>['report']['rows'][number]['interactions'] | undefined;
  format: Format;
}

/** A page of the interactions behind a number. */
export function InteractionsBehind({ list, format }: InteractionsBehindProps) {
  const t = useTranslations('behind');
  const search = useLineSearch();
  return (
    <Page list={list}>
      <InteractionTable
        caption={t('list-interactions')}
        interactions={list?.edges.map(({ node }) => node) ?? []}
        {...{ format, search }}
      />
    </Page>
  );
}

export interface ConversationsBehindProps {
  list: ResultOf<typeof behindConversationsQuery>['report']['rows'][number]['conversations'] | undefined;
  format: Format;
}

/** A page of the conversations behind a number. */
export function ConversationsBehind({ list, format }: ConversationsBehindProps) {
  const t = useTranslations('behind');
  const search = useLineSearch();
  return (
    <Page list={list}>
      <ConversationTable
        caption={t('list-conversations')}
        conversations={list?.edges.map(({ node }) => node) ?? []}
        {...{ format, search }}
      />
    </Page>
  );
}

/** Parameters of the links to conversations: the filters, and the way back to this list. */
function useLineSearch(): Record<string, string> {
  const filters = useLinkFilters();
  const back = useLocation({ select: ({ href }) => href });
  return { ...filters(), back };
}

interface PageProps {
  list: { edges: readonly unknown[]; pageInfo: PageInfo } | undefined;
  children: ReactNode;
}

function Page({ list, children }: PageProps) {
  const t = useTranslations('behind');
  const beside = list ? pagesBeside(list.pageInfo, 'newest') : { previous: undefined, next: undefined };
  const on = beside.next !== undefined || beside.previous !== undefined;
  return (
    <>
      {list && list.edges.length > 0 ? (
        children
      ) : (
        <Notice title={t(on ? 'pageEmptyTitle' : 'noneTitle')} level={3}>
          <p>{t(on ? 'pageEmptyText' : 'noneText')}</p>
        </Notice>
      )}
      <PageLinks {...beside} />
    </>
  );
}
