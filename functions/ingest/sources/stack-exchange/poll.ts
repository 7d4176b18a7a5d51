import * as z from 'zod';
import type { Page, RunContext } from '../adapter.ts';
import { askApi } from './ask-api.ts';
import { type StackExchangeSettings, siteOf } from './settings.ts';
import { asksOf, dateOf, type Item, isWanted, streams } from './streams.ts';

const cursorSchema = z.object({
  filter: z.string(),
  /** For each stream, in seconds since 1970: everything up to then is taken. */
  until: z.record(z.string(), z.int()),
  /** With tags: posts whose comments are asked for, the latest last. */
  posts: z.array(z.int()),
});
type Cursor = z.infer<typeof cursorSchema>;

/** The API answers from caches, and lists are complete only after a while. */
const settledSeconds = 120;
const firstRunSeconds = 7 * 86_400;
const pageSize = 100;
const postsAtMost = 300;

/**
 * Reads each stream from where it was up to two minutes ago, in pages of 100 by time, so that a run may end after any page.
 * It ends when the quota is used up or the API is busy; a method that asks for a pause gets it until the next run.
 */
export async function* poll(context: RunContext<StackExchangeSettings>): AsyncGenerator<Page, void, void> {
  const { now, deadline, secrets, settings } = context;
  const begun = performance.now();
  const upTo = Math.floor(now / 1000) - settledSeconds;
  const resting = new Set<string>();
  let cursor = cursorSchema.safeParse(context.cursor).data ?? (await firstCursor(context));
  if (cursor === undefined) return;
  for (const stream of streams) {
    const since = cursor.until[stream.name] ?? upTo - firstRunSeconds;
    const asks = asksOf(stream, settings, cursor.posts);
    for (const { method, tagged } of asks) {
      for (let from = since + 1, page = 1; from <= upTo && !resting.has(stream.method); ) {
        const range = { order: 'asc', sort: stream.sort, min: from, max: upTo, page, pagesize: pageSize };
        const query = { site: siteOf(context), key: secrets.key, filter: cursor.filter, tagged, ...range };
        const answer = await askApi(method, query, context);
        if (answer === undefined) return;
        const wanted = answer.items.filter((item) => isWanted(item, stream, settings));
        // The last second of a full page may go on in the next.
        const done = answer.has_more ? Math.max(from, dateOf(answer.items.at(-1), stream)) - 1 : upTo;
        cursor = withPosts(cursor, wanted, settings);
        // Of several asks, each begins where the stream was, until all are done.
        if (asks.length === 1) cursor = doneUntil(cursor, stream.name, done);
        yield { parts: wanted.flatMap((item) => stream.partsOf(item, since)), cursor };
        if (answer.quota_remaining === 0 || now + performance.now() - begun >= deadline) return;
        if (answer.backoff !== undefined) resting.add(stream.method);
        // More than a page in one second: the next page of it.
        page = done < from ? page + 1 : 1;
        from = done + 1;
      }
    }
    if (asks.length !== 1 && !resting.has(stream.method)) cursor = doneUntil(cursor, stream.name, upTo);
  }
  yield { parts: [], cursor };
}

/** A filter says which fields answers have; filters never expire, so it is made once. */
async function firstCursor(context: RunContext<StackExchangeSettings>): Promise<Cursor | undefined> {
  const query = { base: 'withbody', include: 'answer.tags;comment.link', unsafe: 'true', key: context.secrets.key };
  const answer = await askApi('filters/create', query, context);
  return answer && { filter: z.string().parse(answer.items[0]?.filter), until: {}, posts: [] };
}

const doneUntil = (cursor: Cursor, stream: string, until: number): Cursor => ({
  ...cursor,
  until: { ...cursor.until, [stream]: until },
});

function withPosts(cursor: Cursor, items: readonly Item[], { tags }: StackExchangeSettings): Cursor {
  if (tags.length === 0) return cursor;
  const ids = items.map((item) => item.answer_id ?? item.question_id).filter((id) => typeof id === 'number');
  return { ...cursor, posts: [...new Set([...cursor.posts, ...ids])].slice(-postsAtMost) };
}
