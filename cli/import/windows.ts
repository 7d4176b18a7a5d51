import { createHash } from 'node:crypto';
import { dropOldest } from '../../shared/drop-oldest.ts';
import type { ImportRecord, RefusedRecord } from './record.ts';

/** An event that is to be sent, and the record that it was made of. */
export interface Entry {
  event: string;
  record: Pick<ImportRecord, 'number' | 'text'>;
}

/** Some records that follow each other, with their events sorted by time. The same file has the same windows. */
export interface Window {
  /** Records before it. */
  after: number;
  /** Records up to its end. */
  end: number;
  entries: Entry[];
  refused: RefusedRecord[];
  duplicates: number;
  ignored: Record<string, number>;
}

/** What a window keeps in memory at most, whatever the number of its records. */
const windowBytes = 64 << 20;
/** Events that are remembered to know their repetitions: about 100 MB. One farther apart is found by the host. */
const rememberedEvents = 1_000_000;

/**
 * Cuts records into windows of at most `size` records and 64 MiB and sorts the events of each by time, so that interactions
 * that count towards the same numbers arrive together. Events that are letter by letter the same go once.
 */
export async function* windowsOf(records: AsyncIterable<ImportRecord>, size: number): AsyncGenerator<Window> {
  const isNew = memory();
  let read = 0;
  let bytes = 0;
  let timed: (Entry & { time: number })[] = [];
  let window = emptyWindow(0);
  const close = (): Window => {
    timed.sort((one, other) => one.time - other.time || one.record.number - other.record.number);
    const closed = { ...window, end: read, entries: timed.map(({ event, record }) => ({ event, record })) };
    window = emptyWindow(read);
    timed = [];
    bytes = 0;
    return closed;
  };
  for await (const { made, ...record } of records) {
    read += 1;
    bytes += record.text.length;
    if ('refused' in made) window.refused.push({ line: record.number, ...made.refused, text: record.text });
    else if ('ignored' in made) window.ignored[made.ignored] = (window.ignored[made.ignored] ?? 0) + 1;
    else {
      for (const event of made.events) {
        if (!isNew(event)) {
          window.duplicates += 1;
          continue;
        }
        timed.push({ event, record, time: timeOf(event) });
        bytes += event.length;
      }
    }
    if (read - window.after >= size || bytes >= windowBytes) yield close();
  }
  if (read > window.after) yield close();
}

const emptyWindow = (after: number): Window => ({
  after,
  end: after,
  entries: [],
  refused: [],
  duplicates: 0,
  ignored: {},
});

function memory() {
  const seen = new Set<string>();
  return (event: string): boolean => {
    const key = createHash('sha256').update(event).digest('base64url').slice(0, 22);
    if (seen.has(key)) return false;
    dropOldest(seen, rememberedEvents);
    seen.add(key);
    return true;
  };
}

/** Milliseconds since 1970; what has no time that can be read goes first, to be refused early. */
function timeOf(event: string): number {
  const { time } = JSON.parse(event) as { time?: unknown };
  const at = typeof time === 'string' ? Date.parse(time) : Number.NaN;
  return Number.isNaN(at) ? Number.NEGATIVE_INFINITY : at;
}
