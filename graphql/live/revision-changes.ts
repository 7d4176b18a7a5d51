import { setTimeout as wait } from 'node:timers/promises';
import type { LiveStream } from './live-stream.ts';

/**
 * The revisions of a report as they change: the first one unless the client has seen it, then every new one that a look
 * finds. Ends after the duration of a stream, and at once when nobody listens; what `read` throws ends it, too.
 */
export async function* revisionChanges(
  first: string,
  read: () => Promise<string>,
  { lastEventId, signal, timing: { poll, duration } }: Pick<LiveStream, 'lastEventId' | 'signal' | 'timing'>,
): AsyncGenerator<string, void, void> {
  const until = performance.now() + duration;
  let seen = lastEventId;
  let look = 0;
  for (let revision = first; !signal.aborted; revision = await read()) {
    if (revision !== seen) yield revision;
    seen = revision;
    // All streams of a process look at the same moments, so that their reads become one. A timer may be early.
    look = Math.max(look, Math.floor(performance.now() / poll) * poll) + poll;
    if (!(await pause(look, until, signal))) return;
  }
}

/** Waits until a moment; false when the stream ends before. */
async function pause(moment: number, until: number, signal: AbortSignal): Promise<boolean> {
  const left = Math.max(0, Math.min(moment, until) - performance.now());
  await wait(left, undefined, { signal }).catch(() => undefined);
  return moment < until && !signal.aborted;
}
