import { ApiError } from '../errors.ts';
import type { Fact } from '../fact.ts';
import type { CountedInteraction } from '../interaction.ts';
import type { FoldContext } from '../metrics/contribution.ts';
import { type SentimentClass, sentimentClassOf } from '../sentiment-class.ts';
import type { Activity, Direction } from '../vocabulary.ts';
import { addDays } from '../zone.ts';
import type { PageRequest } from './connection.ts';
import type { IndexedEpisode } from './conversation-item.ts';
import type { EpisodeStatus } from './keys.ts';
import { createLedgerReader } from './ledger-reader.ts';
import { createLedgerWalks, type LedgerWalksOptions, type SpanScope } from './ledger-walks.ts';

export interface DrillDownOptions extends LedgerWalksOptions {
  /** Milliseconds since 1970: what is overdue depends on it. */
  clock: () => number;
}

/** Whole days of the home zone, both included, and the departments to look in. */
interface DayScope {
  range: { from: string; to: string };
  departments: readonly string[];
  channels?: readonly string[] | undefined;
}
export interface InteractionQuery extends DayScope {
  /** Only on channels for which it is true. */
  onChannel?: ((channel: string) => boolean) | undefined;
  activities?: readonly Activity[] | undefined;
  directions?: readonly Direction[] | undefined;
  sentiments?: readonly SentimentClass[] | undefined;
  languages?: readonly string[] | undefined;
  topics?: readonly string[] | undefined;
  /** Only those under whose identity another body came, too. */
  conflicting?: boolean | undefined;
}
export interface ConversationQuery extends DayScope {
  answered?: boolean | undefined;
  overdue?: boolean | undefined;
}

/** What stands behind the numbers: Relay pages over the ledger, newest first, both ways. */
export function createDrillDown({ clock, ...options }: DrillDownOptions) {
  const walks = createLedgerWalks(options);
  return {
    ...walks,
    ...createLedgerReader(options.client, options.ledgerTable),

    /** Interactions that count. */
    interactions: async (query: InteractionQuery, page: PageRequest, context: FoldContext) =>
      walks.interactionsIn(
        { ...spanOf(query, context), counts: (interaction, fact) => isListed(interaction, fact, query) },
        page,
        context,
      ),

    /** Conversations, one for each episode, by the time of their enquiry. */
    async conversations(query: ConversationQuery, page: PageRequest, context: FoldContext) {
      const now = clock();
      const { channels, overdue } = query;
      const counts = (episode: IndexedEpisode) =>
        (channels?.includes(episode.channel) ?? true) && (overdue === undefined || isOverdue(episode, now) === overdue);
      return walks.episodesIn({ ...spanOf(query, context), statuses: statusesOf(query), counts }, page, context);
    },
  };
}
export type DrillDown = ReturnType<typeof createDrillDown>;

/** The instants of whole home days; throws `BAD_REQUEST` when the last is before the first. */
function spanOf({ range: { from, to }, departments }: DayScope, { home }: FoldContext): SpanScope {
  if (from > to) {
    throw new ApiError('BAD_REQUEST', `range: from (${from}) is after to (${to}); both ends are included.`);
  }
  return { span: { start: home.startOf(from), end: home.startOf(addDays(to, 1)) }, departments };
}

function isListed(interaction: CountedInteraction, { losers }: Fact, query: InteractionQuery): boolean {
  const { channel, activity, direction, sentiment, language, topics = [] } = interaction;
  return (
    (query.channels?.includes(channel) ?? true) &&
    (query.onChannel?.(channel) ?? true) &&
    (query.activities?.includes(activity) ?? true) &&
    (query.directions?.includes(direction) ?? true) &&
    (query.sentiments?.includes(sentimentClassOf(sentiment)) ?? true) &&
    (query.languages?.some((range) => isInLanguage(language, range)) ?? true) &&
    (query.topics?.some((topic) => topics.includes(topic)) ?? true) &&
    (query.conflicting === undefined || losers.length > 0 === query.conflicting)
  );
}

/** Basic filtering of RFC 4647: `de` takes `de` and `de-AT`. */
function isInLanguage(tag: string | undefined, range: string): boolean {
  const [language, wanted] = [tag?.toLowerCase(), range.toLowerCase()];
  return language === wanted || language?.startsWith(`${wanted}-`) === true;
}

function statusesOf({ answered, overdue }: ConversationQuery): EpisodeStatus[] {
  const all: EpisodeStatus[] = ['answered', 'waiting', 'closed'];
  return all.filter(
    (status) =>
      (answered === undefined || (status === 'answered') === answered) && (overdue !== true || status === 'waiting'),
  );
}

const isOverdue = ({ reply, closedAt, dueAt }: IndexedEpisode, now: number): boolean =>
  !reply && closedAt === undefined && dueAt !== undefined && dueAt < now;
