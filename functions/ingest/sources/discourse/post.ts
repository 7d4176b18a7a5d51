import * as z from 'zod';
import type { MappedData, SourceContext } from '../adapter.ts';
import { readableText } from '../readable-text.ts';
import type { DiscourseSettings } from './settings.ts';

export const postSchema = z.looseObject({
  id: z.number(),
  topic_id: z.number(),
  post_number: z.number(),
  post_type: z.number(),
  /** What a moderator did, e.g. `closed.enabled`. */
  action_code: z.string().nullish(),
  topic_archetype: z.string(),
  topic_title: z.string().nullish(),
  category_id: z.number().nullish(),
  category_slug: z.string().nullish(),
  /** Null once the account is deleted. */
  user_id: z.number().nullable(),
  username: z.string().nullable(),
  primary_group_name: z.string().nullish(),
  staff: z.boolean(),
  raw: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
  deleted_at: z.string().nullish(),
});
export type Post = z.infer<typeof postSchema>;
type Context = SourceContext<DiscourseSettings>;

/** What a post is; undefined when it is none of our business: a private message, or what only shows in the topic's history. */
export function activityOf(
  post: Post,
  context: Context,
): 'post' | 'idea' | 'enquiry' | 'reply' | 'comment' | 'message' | undefined {
  if (post.topic_archetype === 'private_message' || post.post_type === smallAction) return undefined;
  if (post.post_type === whisper) return 'message';
  const ours = authorOf(post, context).kind !== 'public';
  if (post.post_number > 1) return ours ? 'reply' : 'comment';
  if (isIn(post, context.settings.ideaCategories)) return 'idea';
  return isIn(post, context.settings.supportCategories) && !ours ? 'enquiry' : 'post';
}

/** What a small action did to the topic's conversation: a reopening only where there was a question. */
export function resolutionOf(post: Post, { settings }: Context): 'closed' | 'reopened' | undefined {
  if (post.post_type !== smallAction || post.topic_archetype === 'private_message') return undefined;
  if (/^(auto)?closed\.enabled$/.test(post.action_code ?? '')) return 'closed';
  const reopens = /^(auto)?closed\.disabled$/.test(post.action_code ?? '');
  return reopens && isIn(post, settings.supportCategories) ? 'reopened' : undefined;
}

/** Administrators and moderators are the team, and whom the settings name; the forum's own accounts have negative ids. */
export function authorOf(post: Post, context: Context): MappedData['actor'] {
  const { settings } = context;
  const { user_id, username, staff, primary_group_name } = post;
  const ours = staff || settings.teamGroups.includes(primary_group_name ?? '');
  return personOf({ id: user_id ?? 0, username }, ours ? 'employee' : 'public', context);
}

/** Somebody of this kind, unless the account is the forum's own or the settings name it. */
export function personOf(
  { id, username }: { id: number; username?: string | null | undefined },
  kind: 'employee' | 'public',
  { source, settings }: Context,
): MappedData['actor'] {
  const isNamed = (names: readonly string[]) => names.some((name) => name.toLowerCase() === username?.toLowerCase());
  const isBot = id < 0 || isNamed(settings.bots) || settings.bots.includes(String(id));
  return { id: personId(id, source), kind: isBot ? 'bot' : isNamed(settings.team) ? 'employee' : kind };
}

export const isIdea = (post: Post, { settings }: Context): boolean =>
  post.post_number === 1 && isIn(post, settings.ideaCategories);

/** The words of a post; of the first one the title, too. */
export const wordsOf = ({ post_number, topic_title, raw }: Post): string | undefined =>
  readableText(post_number === 1 ? topic_title : undefined, raw);

export const conversationOf = ({ topic_id }: Post, source: string): string =>
  `discourse:${forumOf(source)}:${topic_id}`;

const personId = (userId: number, source: string): string => `discourse:${forumOf(source)}:u${userId}`;

/** Numbers are those of one forum: its host and path tell them apart. */
const forumOf = (source: string): string => source.replace(/^[a-z]+:\/\//, '').replace(/\/$/, '');

const smallAction = 3;
const whisper = 4;

const isIn = ({ category_id, category_slug }: Post, categories: readonly string[]): boolean =>
  categories.includes(category_slug ?? '') || categories.includes(String(category_id));
