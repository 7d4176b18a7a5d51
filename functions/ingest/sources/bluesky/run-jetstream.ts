import * as z from 'zod';
import type { Page, RunContext } from '../adapter.ts';
import { type Deleted, deleted } from './events.ts';
import { readFeed } from './jetstream.ts';
import { addressOf } from './map-event.ts';
import type { BlueskySettings } from './settings.ts';

/** Where the feed was left, in microseconds since 1970, and the latest records of others that were of interest. */
const cursorSchema = z.object({ time_us: z.number(), known: z.array(z.string()) });

/** The feed is not quite in order (the README of Jetstream asks for a few seconds). What comes twice counts once. */
const rewindMs = 5_000;
/** Their deletions name the record alone; 14 bytes each in the cursor, and the cursor is one item. */
const knownRecords = 2_000;

const collections = ['app.bsky.feed.post', 'app.bsky.feed.like', 'app.bsky.feed.repost', 'app.bsky.graph.follow'];
/** The first field of an event but for `did`; the text of a record cannot hold it, as quotes are escaped there. */
const timePattern = /"time_us":(\d+)/;

/**
 * Goes on with the feed from a few seconds before where the last run left it, until it has caught up with the start of this
 * run. All of the network goes by: a message is parsed only when an account or the team occurs in it, or when it deletes.
 */
export async function* runJetstream(context: RunContext<BlueskySettings>): AsyncGenerator<Page, void, void> {
  const { settings, now, deadline, WebSocket, opaque } = context;
  const parsed = cursorSchema.safeParse(context.cursor);
  const cursor = parsed.success ? parsed.data : { time_us: now * 1_000, known: [] };
  const known = new Set(cursor.known);
  let latest: number | undefined;
  const own = new Set([...settings.accounts, ...settings.team]);
  const briefly = (event: Deleted) => opaque(addressOf(event)).slice(2, 13);

  const keep = (message: string): boolean => {
    if (own.has(authorOf(message) ?? '')) return true;
    if (message.includes('"operation":"delete"')) {
      const event = parse(message);
      return isDeleted(event) && known.has(briefly(event));
    }
    if (!settings.accounts.some((account) => message.includes(account))) return false;
    const event = parse(message);
    if (isDeleted(event)) known.add(briefly(event));
    return event !== undefined;
  };
  const look = (message: string) => {
    const time = Number(timePattern.exec(message)?.[1] ?? 0);
    if (time > 0) latest = Math.max(latest ?? cursor.time_us, time);
    return { keep: keep(message), last: time >= now * 1_000 };
  };

  const url = feedUrl(settings, cursor.time_us - rewindMs * 1_000);
  for await (const { messages } of readFeed({ WebSocket, url, forMs: deadline - now, look })) {
    if (latest === undefined) return;
    const parts = messages.map((message) => {
      const payload = parse(message);
      // Counted as a kind that is not known: a run that failed for it would meet it again each time.
      return payload === undefined ? { kind: 'unreadable', payload: message } : { kind: kindOf(payload), payload };
    });
    yield { parts, cursor: { time_us: latest, known: [...known].slice(-knownRecords) } };
  }
}

/** `app.bsky.feed.post.create`, or what else happened: `identity`, `account`. */
export function kindOf(event: { kind?: unknown; commit?: { collection?: unknown; operation?: unknown } }): string {
  const { kind, commit } = event;
  return kind === 'commit' ? `${wordOf(commit?.collection)}.${wordOf(commit?.operation)}` : wordOf(kind);
}

const wordOf = (value: unknown): string => (typeof value === 'string' ? value : 'unnamed');

function feedUrl({ feed, accounts, team, others }: BlueskySettings, from: number): string {
  const url = new URL(feed);
  for (const collection of collections) url.searchParams.append('wantedCollections', collection);
  if (!others) for (const did of [...accounts, ...team]) url.searchParams.append('wantedDids', did);
  url.searchParams.set('cursor', String(from));
  return url.href;
}

/** Jetstream begins with it; a mention has a `did`, too. */
const authorOf = (message: string): string | undefined =>
  /^\{"did":"([^"]+)"/.exec(message)?.[1] ?? parse(message)?.did;

/** The event in a message, of whatever shape; undefined when it is none. */
function parse(message: string): Partial<Deleted> | undefined {
  try {
    const event: unknown = JSON.parse(message);
    return typeof event === 'object' && event !== null ? event : undefined;
  } catch {
    return undefined;
  }
}

/** Whether an event names a record, which an `identity` or `account` does not. */
const isDeleted = (event: unknown): event is Deleted => deleted.safeParse(event).success;
