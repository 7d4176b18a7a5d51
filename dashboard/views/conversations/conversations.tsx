import { useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useLiveReport } from '../../api/live-context.tsx';
import { useAnswer } from '../../api/use-answer.ts';
import { useFormat, usePage } from '../../app/page-context.tsx';
import { daysOf, todayIn } from '../../filters/span.ts';
import { useView } from '../../filters/use-filters.ts';
import { liveDays } from '../../lists/live-days.ts';
import { useOwnDepartments } from '../../lists/use-own-departments.ts';
import { Answered } from '../../parts/answered.tsx';
import { Notice } from '../../parts/notice.tsx';
import { pageArguments } from '../../parts/page-place.ts';
import { ViewHead } from '../../parts/view-head.tsx';
import { ConversationList } from './conversation-list.tsx';
import { listingFilter, listingOf, listingOrder, readPlace } from './conversation-place.ts';
import { ListingTabs } from './listing-tabs.tsx';
import { conversationsQuery } from './queries.ts';
import { RateNote } from './rate-note.tsx';

/** Who waits for an answer, and who had one. Days and instants are those of the organisation, as the lists of the API go by them. */
export function Conversations() {
  const t = useTranslations('conversations');
  const { filters } = useView();
  const { homeTimeZone, weekStart } = usePage().shell.organisation;
  const format = useFormat();
  const { listing, page } = readPlace(useSearch({ strict: false }));
  const own = useOwnDepartments();
  const departments = filters.department.length > 0 || !own ? filters.department : own;
  const foreign = own ? filters.department.filter((id) => !own.includes(id)) : [];
  const days = daysOf(filters, todayIn(homeTimeZone, Date.now()), weekStart);
  const request = JSON.stringify({ days, departments, channels: filters.channel, listing, page });
  const variables = useMemo(() => variablesOf(JSON.parse(request)), [request]);
  useLiveReport(useMemo(() => ({ ...variables.rate, range: liveDays(variables.rate.range) }), [variables]));
  const answer = useAnswer(conversationsQuery, variables, { pause: foreign.length > 0, minutely: true });
  return (
    <>
      <ViewHead title={t('title')} lead={t('lead')} />
      <ListingTabs current={listing} />
      {foreign.length > 0 ? (
        <Notice title={t('foreignTitle')}>
          <p>{t('foreignText')}</p>
        </Notice>
      ) : (
        <Answered answer={answer} height={560}>
          {({ conversations, report }, updating, { filter, rate }) => (
            <ConversationList
              key={listingOf(filter)}
              listing={listingOf(filter)}
              {...{ format, updating }}
              conversations={conversations}
              note={<RateNote value={report.totals[0]} days={rate.range} own={own} format={format} />}
            />
          )}
        </Answered>
      )}
    </>
  );
}

interface Request {
  days: { from: string; to: string };
  departments: readonly string[];
  channels: readonly string[];
  listing: Parameters<typeof listingFilter>[0];
  page: Parameters<typeof pageArguments>[0];
}

function variablesOf({ days, departments, channels, listing, page }: Request) {
  const members = {
    ...(departments.length > 0 && { departments: [...departments] }),
    ...(channels.length > 0 && { channels: [...channels] }),
  };
  return {
    filter: { range: days, ...members, ...listingFilter(listing) },
    rate: { metrics: ['RESPONSE_RATE' as const], range: days, filter: members },
    ...pageArguments(page, listingOrder(listing)),
  };
}
