import * as z from 'zod';
import type { MappedInteraction, Page, RunContext, SourceAdapter, SourceContext } from './adapter.ts';
import { loadFeed } from './feed/load-feed.ts';
import type { FeedEntry } from './feed/parse-feed.ts';
import { kind } from './kind.ts';
import { fromText } from './provider-time.ts';

/** A deployment asks by HTTPS alone; the local host also what runs beside it. A pattern, so that the catalogue has it. */
const canBeAsked = /^(https:\/\/[^/?#\s]|http:\/\/(localhost|127(\.\d+){3}|\[::1\])([:/?#]|$))/;

const settings = z.strictObject({
  /** Where the feed is, when the source's URI is not its address. */
  url: z.url().regex(canBeAsked, 'an https address').optional(),
  /** Whether the company writes it, or others write about the company. */
  whose: z.enum(['ours', 'others']).default('ours'),
});
type Settings = z.infer<typeof settings>;

const entrySchema = z.looseObject({
  id: z.string().min(1),
  published: z.string(),
  updated: z.string().optional(),
  title: z.string().optional(),
  text: z.string(),
  author: z.string().optional(),
});
type Entry = z.infer<typeof entrySchema>;

const cursorSchema = z
  .object({
    etag: z.string().optional(),
    lastModified: z.string().optional(),
    /** Entries that were taken, oldest first, and when each was last changed. */
    seen: z.array(z.tuple([z.string(), z.string()])).default([]),
  })
  .catch({ seen: [] });

/** More than a feed shows at once. */
const seenAtMost = 1_000;

/** Blogs, news rooms and podcasts; feeds of others that write about the company. */
export const feed: SourceAdapter<Settings> = {
  id: 'feed',
  name: 'RSS and Atom',
  description: 'Blogs, news rooms and podcasts by their feed; also feeds of others that write about the company.',
  settings,
  secrets: {},
  scheduled: { every: 'PT15M', run },
  kinds: {
    entry: kind('post by the brand; mention, when others write it', entrySchema, (entry, context) => ({
      id: entryId(entry, context),
      activity: context.settings.whose === 'ours' ? 'post' : 'mention',
      time: fromText(entry.published),
      data: dataOf(entry, context),
    })),
    'entry.changed': kind('edit', entrySchema.required({ updated: true }), (entry, context) => ({
      id: `${entryId(entry, context)}:edit:${fromText(entry.updated)}`,
      activity: 'edit',
      time: fromText(entry.updated),
      data: { ...dataOf(entry, context), target: entryId(entry, context) },
    })),
  },
};

/** Ids of entries are often addresses with the name of who wrote them. */
const entryId = (entry: Entry, { opaque }: SourceContext<Settings>): string => `entry:${opaque(entry.id)}`;

function dataOf(entry: Entry, context: SourceContext<Settings>): MappedInteraction['data'] {
  const {
    source,
    settings: { whose },
    opaque,
  } = context;
  const ours = whose === 'ours';
  const author = ours || entry.author === undefined ? `feed:${source}` : `feed:${source}:${entry.author}`;
  return {
    actor: { id: author, kind: ours ? 'brand' : 'public' },
    conversation: `feed:${opaque(entry.id)}`,
    text: [entry.title, entry.text].filter(Boolean).join('\n'),
  };
}

/** One page a run: a feed has no pages. An entry that is gone from it is merely old. */
async function* run(context: RunContext<Settings>): AsyncGenerator<Page, void, void> {
  const { seen, ...before } = cursorSchema.parse(context.cursor ?? {});
  const loaded = await loadFeed(context.settings.url ?? context.source, before, context);
  if (loaded === undefined) return;
  const known = new Map(seen);
  const parts = [...loaded.entries].reverse().flatMap((entry) => {
    const what = changeOf(entry, known, context);
    return what === undefined ? [] : [{ kind: what, payload: entry }];
  });
  yield { parts, cursor: { ...loaded.validators, seen: [...known].slice(-seenAtMost) } };
}

/** Notes the entry as seen. Feeds begin with the newest, so they are read from their end. */
function changeOf(entry: FeedEntry, known: Map<string, string>, { opaque }: RunContext<Settings>) {
  // One without id is refused, and that once.
  const key = opaque(entry.id ?? JSON.stringify(entry));
  const [before, now] = [known.get(key), entry.updated ?? ''];
  known.delete(key);
  known.set(key, now);
  if (before === undefined) return 'entry';
  return now !== '' && before !== '' && Date.parse(now) > Date.parse(before) ? 'entry.changed' : undefined;
}
