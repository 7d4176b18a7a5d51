import { describe, expect, test } from 'vitest';
import { type Backlog, drain } from '../../cli/drain.ts';

const empty: Backlog = { waiting: 0, inFlight: 0, delayed: 0, dead: [] };
const dead = [{ queue: 'aggregate-dlq', messages: 2 }];

/** Reads the backlogs one after the other, the last one for ever; a pause takes its time at once. */
function over(backlogs: Backlog[], timeout = 10_000) {
  let clock = 0;
  let reads = 0;
  const read = async () => backlogs[Math.min(reads++, backlogs.length - 1)] ?? empty;
  const sleep = async (milliseconds: number) => {
    clock += milliseconds;
  };
  const result = drain(read, { timeout, interval: 100, quietReads: 3, now: () => clock, sleep });
  return result.then(({ ...outcome }) => ({ ...outcome, reads }));
}

describe('drain', () => {
  test('an empty queue is drained only after three empty reads in a row', async () => {
    expect(await over([empty])).toEqual({ outcome: 'drained', reads: 3 });
    expect(await over([empty, empty, { ...empty, waiting: 1 }, empty])).toEqual({ outcome: 'drained', reads: 6 });
  });

  test('a batch in flight and a delayed message count as not drained', async () => {
    const reads = [{ ...empty, inFlight: 10 }, { ...empty, delayed: 1 }, empty];
    expect(await over(reads)).toEqual({ outcome: 'drained', reads: 5 });
  });

  test('messages in a dead-letter queue are the result once the rest is empty', async () => {
    const backlog = { ...empty, dead };
    expect(await over([{ ...backlog, waiting: 5 }, backlog])).toEqual({ outcome: 'dead', backlog, reads: 4 });
  });

  test('what is stuck is told when time runs out', async () => {
    const backlog = { ...empty, waiting: 7, inFlight: 3, dead };
    expect(await over([backlog], 1000)).toEqual({ outcome: 'timeout', backlog, reads: 11 });
  });
});
