import type { ApiDeps } from '../../graphql/context.ts';
import { createLiveApi } from '../../graphql/live/live-api.ts';
import type { LiveTiming } from '../../graphql/live/live-stream.ts';
import { fakeDeps } from './harness.ts';

/** One event of a stream as its fields, or a comment as `comment`. */
export type LiveEvent = Partial<Record<'event' | 'data' | 'id' | 'retry' | 'comment', string>>;

/** Short times, so that a whole stream fits into a test. */
export const quick: LiveTiming = { poll: 20, duration: 400, heartbeat: 10_000, retry: 3_000 };

export const liveApi = (over: Partial<ApiDeps> = {}, timing: Partial<LiveTiming> = {}) =>
  createLiveApi(fakeDeps(over), { ...quick, ...timing });

/** Reads server-sent events as they come. */
export async function* eventsOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<LiveEvent, void, void> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const bytes of body) {
    text += decoder.decode(bytes, { stream: true });
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) yield Object.fromEntries(block.split('\n').map(fieldOf));
  }
}

function fieldOf(line: string): [string, string] {
  const colon = line.indexOf(':');
  return [line.slice(0, colon) || 'comment', line.slice(colon + 1).trim()];
}

export interface Opened {
  status: number;
  headers: Headers;
  events: AsyncGenerator<LiveEvent, void, void>;
  /** The data of the next `next`; undefined when the stream completes. */
  next(): Promise<{ data?: Record<string, unknown> | null; errors?: { extensions?: { code?: string } }[] } | undefined>;
}

/** Reads an answer as a stream. */
export function openedOf({ status, headers, body }: Response): Opened {
  const events = eventsOf(body as unknown as AsyncIterable<Uint8Array>);
  return {
    status,
    headers,
    events,
    async next() {
      for (let read = await events.next(); !read.done; read = await events.next()) {
        if (read.value.event === 'next') return JSON.parse(read.value.data ?? '');
        if (read.value.event === 'complete') return undefined;
      }
      return undefined;
    },
  };
}
