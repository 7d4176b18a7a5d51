import { inOrder } from '../cli/in-order.ts';
import { createSender, type Refused } from '../cli/sender.ts';
import { defaultOrganisation } from '../shared/organisation.ts';
import { readSample } from './read-sample.ts';
import { type SampleSet, setOf } from './sets.ts';
import { shifted, shiftOf } from './shift.ts';

interface LoadSampleOptions {
  url: string;
  key: string;
  /** Where the shift of the sample is kept. */
  dataDir: string;
  /** Decides the shift when the data folder has none yet; the present by default. */
  now?: Date;
  onProgress?: (sent: number, total: number) => void;
}

const batchSize = 500;
const requestsUnderWay = 4;

/**
 * Posts the bundled sample to a running host, shifted by whole weeks for each set and ordered by time. Safe to run twice;
 * waits when the host asks it to. Throws when the host does not take it.
 */
export async function loadSample(options: LoadSampleOptions): Promise<{ accepted: number; refused: Refused[] }> {
  const { url, key, dataDir, now = new Date(), onProgress } = options;
  const events = readSample();
  const last = {} as Record<SampleSet, number>;
  for (const { source, time } of events)
    last[setOf(source)] = Math.max(last[setOf(source)] ?? -Infinity, Date.parse(time));
  const weeks = shiftOf(dataDir, last, now, defaultOrganisation.homeTimeZone);
  const moved = events
    .map((event) => ({ ...event, time: shifted(event.time, weeks[setOf(event.source)]) }))
    .sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
  const batches = Array.from({ length: Math.ceil(moved.length / batchSize) }, (_, index) =>
    moved.slice(index * batchSize, (index + 1) * batchSize).map((event) => JSON.stringify(event)),
  );
  const total = { accepted: 0, refused: [] as Refused[] };
  let sent = 0;
  await inOrder(batches, requestsUnderWay, createSender({ url, key }), ({ accepted, refused }, batch) => {
    total.accepted += accepted;
    total.refused.push(...refused.map((refusal) => ({ ...refusal, index: refusal.index + sent })));
    sent += batch.length;
    onProgress?.(sent, moved.length);
  });
  return total;
}
