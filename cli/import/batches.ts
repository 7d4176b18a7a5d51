import type { Entry, Window } from './windows.ts';

/** Events that go out in one request. */
export interface Batch {
  entries: Entry[];
  /** Where an import goes on once they are answered: records before the window, and events of it that are answered. */
  next: { records: number; sent: number };
  /** The window whose last events they are. */
  settles?: Window;
}

// The wire contract takes 1 MB; the rest is for brackets and commas.
const mostBytes = 950_000;

/** Cuts windows into batches of at most `most` events and 950,000 bytes, without those that are answered already. */
export async function* batchesOf(
  windows: AsyncIterable<Window>,
  most: number,
  from: { records: number; sent: number },
): AsyncGenerator<Batch> {
  for await (const window of windows) {
    if (window.end <= from.records) continue;
    const answered = window.after === from.records ? from.sent : 0;
    let entries: Entry[] = [];
    let bytes = 0;
    let sent = answered;
    for (const entry of window.entries.slice(answered)) {
      const length = Buffer.byteLength(entry.event);
      if (entries.length >= most || (entries.length > 0 && bytes + length > mostBytes)) {
        sent += entries.length;
        yield { entries, next: { records: window.after, sent } };
        entries = [];
        bytes = 0;
      }
      entries.push(entry);
      bytes += length;
    }
    yield { entries, next: { records: window.end, sent: 0 }, settles: window };
  }
}
