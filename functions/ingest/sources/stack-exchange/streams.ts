import type { Part } from '../adapter.ts';
import type { ApiAnswer } from './ask-api.ts';
import type { StackExchangeSettings } from './settings.ts';

export type Item = ApiAnswer['items'][number];

/** Things of one sort, by the time at which they came or were changed. */
export interface Stream {
  name: string;
  method: 'questions' | 'answers' | 'comments';
  sort: 'creation' | 'activity';
  /** `since` in seconds since 1970. */
  partsOf: (item: Item, since: number) => Part[];
}

/** A method of the API, and the tag that it is asked for. */
export interface Ask {
  method: string;
  tagged?: string;
}

const day = 86_400;
const idsAtMost = 100;

/** An edit may have been followed by another change before it was seen: a day is looked back, ids make it count once. */
const changed = (item: Item, field: string, since: number) => Number(item[field] ?? 0) > since - day;

const created = (method: Stream['method'], kind: string): Stream => ({
  name: method,
  method,
  sort: 'creation',
  partsOf: (item) => [{ kind, payload: item }],
});

/** What is new comes by its creation, which never changes; what was changed by its last activity. */
export const streams: readonly Stream[] = [
  created('questions', 'question'),
  created('answers', 'answer'),
  created('comments', 'comment'),
  {
    name: 'changed questions',
    method: 'questions',
    sort: 'activity',
    partsOf: (item, since) => [
      ...(changed(item, 'last_edit_date', since) ? [{ kind: 'question.edited', payload: item }] : []),
      ...(changed(item, 'closed_date', since) ? [{ kind: 'question.closed', payload: item }] : []),
    ],
  },
  {
    name: 'changed answers',
    method: 'answers',
    sort: 'activity',
    partsOf: (item, since) =>
      changed(item, 'last_edit_date', since) ? [{ kind: 'answer.edited', payload: item }] : [],
  },
];

/**
 * What to ask for a stream. The API knows questions with all of some tags, not with one of them: each tag is asked for.
 * Comments know no tags: those of the posts that are given are asked for.
 */
export function asksOf({ method }: Stream, { tags }: StackExchangeSettings, posts: readonly number[]): Ask[] {
  if (tags.length === 0 || method === 'answers') return [{ method }];
  if (method === 'questions') return tags.map((tagged) => ({ method, tagged }));
  return Array.from({ length: Math.ceil(posts.length / idsAtMost) }, (_, index) => {
    const ids = posts.slice(index * idsAtMost, (index + 1) * idsAtMost);
    return { method: `posts/${ids.join(';')}/comments` };
  });
}

/** Answers can be asked for by site alone, and name the tags of their questions. */
export const isWanted = (item: Item, { method }: Stream, { tags }: StackExchangeSettings): boolean =>
  method !== 'answers' ||
  tags.length === 0 ||
  (Array.isArray(item.tags) && item.tags.some((tag) => tags.includes(tag)));

/** The time by which a stream is sorted, in seconds since 1970. */
export const dateOf = (item: Item | undefined, { sort }: Stream): number =>
  Number(item?.[sort === 'creation' ? 'creation_date' : 'last_activity_date'] ?? 0);
