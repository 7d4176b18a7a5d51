import type { ActorKind } from '../../../../shared/vocabulary.ts';
import type { Mapped, MappedData, MappedInteraction, SourceContext } from '../adapter.ts';
import { languageTag } from '../language-tag.ts';
import { fromMilliseconds } from '../provider-time.ts';
import type { Deleted, Post, ToPerson, ToPost } from './events.ts';
import type { BlueskySettings } from './settings.ts';

type Context = SourceContext<BlueskySettings>;
type Commit = { did: string; commit: { collection: string; rkey: string } };

const names: Record<string, string> = {
  'app.bsky.feed.post': 'post',
  'app.bsky.feed.like': 'like',
  'app.bsky.feed.repost': 'repost',
  'app.bsky.graph.follow': 'follow',
};
/** Nothing on the network is older; earlier dates are made up. */
const earliest = Date.UTC(2022, 0, 1);

/** The address of the record that an event is about. */
export const addressOf = ({ did, commit }: Commit): string => `at://${did}/${commit.collection}/${commit.rkey}`;

/** The id of a record: an address names its author, so it is hashed. */
function recordId(address: string, { opaque }: Context): string {
  const collection = address.split('/')[3] ?? '';
  return `${names[collection] ?? 'record'}:${opaque(address)}`;
}

const authorOf = (address: string): string => address.split('/')[2] ?? '';

const kindOf = (did: string, { settings }: Context): ActorKind =>
  settings.accounts.includes(did) ? 'brand' : settings.team.includes(did) ? 'employee' : 'public';

const person = (did: string, context: Context) => ({ id: `bluesky:${did}`, kind: kindOf(did, context) });

/**
 * `createdAt` is what the author's client says, and may be ahead of the time at which the network saw the record, by a wrong
 * clock or on purpose: then that time counts, as on Bluesky itself. What claims to be older than the network, too.
 */
function timeOf(createdAt: string, microseconds: number): string {
  const [stated, seen] = [Date.parse(createdAt), Math.floor(microseconds / 1_000)];
  return fromMilliseconds(stated >= earliest && stated < seen ? stated : seen);
}

/** A post by an account or the team, or one that answers, quotes or mentions an account; else nothing. */
export function mapPost(event: Post, context: Context): Mapped {
  const { did, commit, time_us } = event;
  const { record, rev, operation } = commit;
  const { reply } = record;
  const meaning = postMeaning(event, context);
  if (meaning === undefined) return [];
  const id = recordId(addressOf(event), context);
  const data: MappedData = {
    actor: person(did, context),
    object: id,
    inReplyTo: reply && recordId(reply.parent.uri, context),
    conversation: `bluesky:${recordId(reply?.root.uri ?? addressOf(event), context)}`,
    counterpart: reply && person(authorOf(reply.parent.uri), context),
    text: record.text,
    language: record.langs?.find(languageTag),
  };
  if (operation !== 'update') return { id, activity: meaning, time: timeOf(record.createdAt, time_us), data };
  const time = fromMilliseconds(Math.floor(time_us / 1_000));
  return { id: `${id}:edit:${rev}`, activity: 'edit', time, data: { ...data, target: id } };
}

function postMeaning({ did, commit }: Post, context: Context): MappedInteraction['activity'] | undefined {
  const { reply, embed, facets } = commit.record;
  const { accounts, support } = context.settings;
  const quoted = embed?.record?.record?.uri ?? embed?.record?.uri;
  const quotes = quoted?.includes('/app.bsky.feed.post/') ? authorOf(quoted) : undefined;
  if (kindOf(did, context) !== 'public') {
    // Who answers oneself goes on with a thread.
    if (reply !== undefined && authorOf(reply.parent.uri) !== did) return 'reply';
    return quotes === undefined ? 'post' : 'share';
  }
  const answered = reply === undefined ? [] : [authorOf(reply.parent.uri), authorOf(reply.root.uri)];
  if (answered.some((one) => accounts.includes(one))) return 'comment';
  if (quotes !== undefined && accounts.includes(quotes)) return 'share';
  const mentioned = facets?.flatMap(({ features }) => features.map((feature) => feature.did)) ?? [];
  if (!mentioned.some((one) => one !== undefined && accounts.includes(one))) return undefined;
  return support && reply === undefined ? 'enquiry' : 'mention';
}

/** A like or repost by an account or the team, or of an account's record. */
export const mapToPost =
  (activity: 'reaction' | 'share') =>
  (event: ToPost, context: Context): Mapped => {
    const { did, commit, time_us } = event;
    const subject = commit.record.subject.uri;
    const concerns = kindOf(did, context) !== 'public' || context.settings.accounts.includes(authorOf(subject));
    if (!concerns) return [];
    const data: MappedData = {
      actor: person(did, context),
      object: recordId(subject, context),
      reaction: activity === 'reaction' ? 'like' : undefined,
    };
    return { id: recordId(addressOf(event), context), activity, time: timeOf(commit.record.createdAt, time_us), data };
  };

/** A follow by an account or the team, or of an account. */
export function mapFollow(event: ToPerson, context: Context): Mapped {
  const { did, commit, time_us } = event;
  const { subject, createdAt } = commit.record;
  if (kindOf(did, context) === 'public' && !context.settings.accounts.includes(subject)) return [];
  const data = { actor: person(did, context), counterpart: person(subject, context) };
  return { id: recordId(addressOf(event), context), activity: 'follow', time: timeOf(createdAt, time_us), data };
}

/** The event names the record and not what was in it; the run leaves out those of records that were of no interest. */
export function mapDeleted(event: Deleted, context: Context): Mapped {
  const target = recordId(addressOf(event), context);
  const time = fromMilliseconds(Math.floor(event.time_us / 1_000));
  const data = { actor: person(event.did, context), target };
  return { id: `${target}:delete`, activity: 'retraction', time, data };
}
