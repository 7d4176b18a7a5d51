import { inOrder } from '../in-order.ts';
import type { Send } from '../sender.ts';
import { type Batch, batchesOf } from './batches.ts';
import type { ImportRecord, RefusedRecord } from './record.ts';
import type { Point } from './resume-point.ts';
import { windowsOf } from './windows.ts';

interface ImportOptions {
  batch: number;
  concurrency: number;
  /** Records that are sorted together. */
  window: number;
  from: Point;
  /** Called in the order of the batches; what it was told need not be sent again. */
  onPoint: (point: Point, refused: RefusedRecord[]) => void;
}

/**
 * Sends what the records after `from` became and returns the final point. What is refused is reported and does not stop it;
 * it throws when the host stops answering, with everything reported up to there.
 */
export async function runImport(
  records: AsyncIterable<ImportRecord>,
  send: Send,
  { batch, concurrency, window, from, onPoint }: ImportOptions,
): Promise<Point> {
  let point = from;
  const work = async ({ entries, settles }: Batch) => {
    const { accepted, refused } =
      entries.length > 0 ? await send(entries.map(({ event }) => event)) : { accepted: 0, refused: [] };
    const there = refused.flatMap(({ index, ...why }) => {
      const record = entries[index]?.record;
      return record ? [{ ...why, line: record.number, text: record.text }] : [];
    });
    return { accepted, refused: [...there, ...(settles?.refused ?? [])].sort((a, b) => a.line - b.line) };
  };
  const batches = batchesOf(windowsOf(records, window), batch, from);
  await inOrder(batches, concurrency, work, ({ accepted, refused }, { next, settles }) => {
    point = {
      ...next,
      accepted: point.accepted + accepted,
      duplicates: point.duplicates + (settles?.duplicates ?? 0),
      refused: point.refused + refused.length,
      ignored: sum(point.ignored, settles?.ignored ?? {}),
    };
    onPoint(point, refused);
  });
  return point;
}

function sum(one: Readonly<Record<string, number>>, other: Readonly<Record<string, number>>): Record<string, number> {
  const total = { ...one };
  for (const [name, count] of Object.entries(other)) total[name] = (total[name] ?? 0) + count;
  return total;
}
