import { inOrder } from '../in-order.ts';
import type { Send } from '../sender.ts';
import { type Batch, batchesOf } from './batches.ts';
import type { Line } from './lines.ts';
import type { Point } from './resume-point.ts';

/** A line that is not in Polylog, and why. */
export interface RefusedLine {
  line: number;
  code: string;
  path: string;
  message: string;
  /** The line as it was read. */
  text: string;
}

interface ImportOptions {
  batch: number;
  concurrency: number;
  from: Point;
  /** Called in the order of the lines, after every batch; what it was told need not be sent again. */
  onPoint: (point: Point, refused: RefusedLine[]) => void;
}

/**
 * Sends the lines after `from` and returns the final point. Refused and unreadable lines are reported and do not stop it;
 * it throws when the host stops answering, with everything reported up to there.
 */
export async function runImport(lines: AsyncIterable<Line>, send: Send, options: ImportOptions): Promise<Point> {
  let point = options.from;
  const work = async (batch: Batch) => {
    const texts = batch.events.map(({ text }) => text);
    const verdict = texts.length > 0 ? await send(texts) : { accepted: 0, refused: [] };
    const refused = verdict.refused.flatMap(({ index, ...why }) => {
      const line = batch.events[index];
      return line ? [{ ...why, line: line.number, text: line.text }] : [];
    });
    const unreadable = batch.unreadable.map(({ line, message }) => {
      return { line: line.number, code: 'UNREADABLE', path: '', message, text: line.text };
    });
    return { accepted: verdict.accepted, refused: [...unreadable, ...refused].sort((a, b) => a.line - b.line) };
  };
  const batches = batchesOf(lines, options.batch, options.from.lines);
  await inOrder(batches, options.concurrency, work, ({ accepted, refused }, { end }) => {
    point = { lines: end, accepted: point.accepted + accepted, refused: point.refused + refused.length };
    options.onPoint(point, refused);
  });
  return point;
}
