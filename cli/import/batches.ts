import type { Line } from './lines.ts';

/** Lines that go out in one request, and lines between them that are no JSON object and stay here. */
export interface Batch {
  events: Line[];
  unreadable: { line: Line; message: string }[];
  /** The number of the last line of the batch. */
  end: number;
}

// The wire contract takes 1 MB; the rest is for brackets and commas.
const mostBytes = 950_000;

/** Groups lines after line `after` into batches of at most `most` events and 950,000 bytes. */
export async function* batchesOf(lines: AsyncIterable<Line>, most: number, after: number): AsyncGenerator<Batch> {
  let batch: Batch = { events: [], unreadable: [], end: after };
  let bytes = 0;
  const size = () => batch.events.length + batch.unreadable.length;
  for await (const line of lines) {
    if (line.number <= after) continue;
    const length = Buffer.byteLength(line.text);
    if (size() >= most || (size() > 0 && bytes + length > mostBytes)) {
      yield batch;
      batch = { events: [], unreadable: [], end: batch.end };
      bytes = 0;
    }
    const problem = problemOf(line.text);
    if (problem === undefined) batch.events.push(line);
    else batch.unreadable.push({ line, message: problem });
    batch.end = line.number;
    bytes += length;
  }
  if (size() > 0) yield batch;
}

/** One unreadable line would make the host refuse the whole batch, so each is parsed before. */
function problemOf(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? undefined : 'Not a JSON object.';
  } catch (error) {
    return error instanceof Error ? error.message : 'Not JSON.';
  }
}
