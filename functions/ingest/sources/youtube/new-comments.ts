import * as z from 'zod';
import type { Part, RunContext } from '../adapter.ts';
import type { YoutubeSettings } from './settings.ts';

/** Only what is needed to page; a comment's own form is checked when it is mapped. */
const comment = z.looseObject({ snippet: z.looseObject({ publishedAt: z.string(), updatedAt: z.string() }) });
const answerSchema = z.looseObject({
  nextPageToken: z.string().optional(),
  items: z.array(
    z.looseObject({
      id: z.string(),
      snippet: z.looseObject({ topLevelComment: comment }),
      replies: z.looseObject({ comments: z.array(comment) }).optional(),
    }),
  ),
});

const pagesAtMost = 20;
/** Comments that were held for review come with the time at which they were written. */
const overlapMs = 60 * 60_000;

export interface NewComments {
  parts: Part[];
  /** Time of the latest (ISO 8601), to go on from. */
  until: string | undefined;
}

/**
 * The comments on a channel's videos that were written or changed since `since`, from threads that began since then and from
 * the newest hundred; at the first run from these alone. Undefined when the API does not want to be asked now.
 */
export async function newComments(
  channel: string,
  since: string | undefined,
  { fetch, secrets }: Pick<RunContext<YoutubeSettings>, 'fetch' | 'secrets'>,
): Promise<NewComments | undefined> {
  const from = since === undefined ? Number.NEGATIVE_INFINITY : Date.parse(since) - overlapMs;
  const parts: Part[] = [];
  let until = since;
  let pageToken: string | undefined;
  for (let page = 1; page <= pagesAtMost; page += 1) {
    const url = threadsUrl(channel, pageToken);
    const headers = { 'x-goog-api-key': secrets.apiKey ?? '' };
    const response = await fetch(url, { headers, signal: AbortSignal.timeout(20_000) });
    if (!response.ok) {
      await response.body?.cancel();
      return undefined;
    }
    const { items, nextPageToken } = answerSchema.parse(await response.json());
    for (const { id, snippet, replies } of items) {
      for (const one of [snippet.topLevelComment, ...(replies?.comments ?? [])]) {
        const { publishedAt, updatedAt } = one.snippet;
        const changed = [publishedAt, updatedAt].toSorted().at(-1) ?? publishedAt;
        if (Date.parse(changed) > from) parts.push({ kind: 'comment', payload: { ...one, thread: id } });
        if (until === undefined || changed > until) until = changed;
      }
    }
    const oldest = items.at(-1)?.snippet.topLevelComment.snippet.publishedAt ?? '';
    // Newest threads first.
    if (nextPageToken === undefined || since === undefined || !(Date.parse(oldest) > from)) break;
    pageToken = nextPageToken;
  }
  return { parts, until };
}

function threadsUrl(channel: string, pageToken: string | undefined): URL {
  const url = new URL('https://www.googleapis.com/youtube/v3/commentThreads');
  const query = { part: 'snippet,replies', order: 'time', maxResults: '100', textFormat: 'plainText' };
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  url.searchParams.set('allThreadsRelatedToChannelId', channel);
  if (pageToken !== undefined) url.searchParams.set('pageToken', pageToken);
  return url;
}
