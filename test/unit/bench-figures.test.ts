import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { costPerMillion } from '../../bench/aws-cost.ts';
import { batchesOf } from '../../bench/batches-of.ts';
import { createCaller } from '../../bench/caller.ts';
import { generate } from '../../bench/generate.ts';
import { numberOf } from '../../bench/number-of.ts';
import { percentileOf } from '../../bench/percentile-of.ts';
import { createRawAnswers } from '../../bench/raw-answers.ts';
import { createRawCount } from '../../bench/raw-count.ts';
import { createRawPeople } from '../../bench/raw-people.ts';
import { readProfile } from '../../bench/read-profile.ts';
import { reportQuestions } from '../../bench/report-questions.ts';
import { runCallers } from '../../bench/run-callers.ts';
import { indexUnits, itemBytes, transactionalUnits } from '../../bench/write-capacity.ts';
import { knownZone } from '../../shared/zone.ts';

test('a percentile is the nearest rank, in whatever order the values come', () => {
  const values = [5, 1, 10, 2, 9, 3, 8, 4, 7, 6];
  expect([0.01, 0.5, 0.91, 0.95, 1].map((share) => percentileOf(values, share))).toEqual([1, 5, 10, 10, 10]);
  expect(percentileOf([], 0.5)).toBeNaN();
  expect(values[0]).toBe(5);
});

test('sizes are read with their unit, anything else is named', () => {
  expect(['20000', '20k', ' 1M'].map(numberOf)).toEqual([20_000, 20_000, 1_000_000]);
  expect(() => numberOf('20q')).toThrow('20q');
});

test('batches hold every element once, in order', () => {
  expect([...batchesOf([1, 2, 3, 4, 5], 2)]).toEqual([[1, 2], [3, 4], [5]]);
  expect([...batchesOf([], 2)]).toEqual([]);
});

test('callers share the work, keep to the time, and stop at the first error', async () => {
  const seen: number[] = [];
  const call = async (one: number) => void seen.push(one);
  const timing = await runCallers({ callers: 3, work: [1, 2, 3, 4], milliseconds: 1000, call });
  expect(seen.sort()).toEqual([1, 2, 3, 4]);
  expect(timing.latencies).toHaveLength(4);
  const none = await runCallers({ callers: 1, work: [1], milliseconds: 0, call });
  expect(none.latencies).toHaveLength(0);

  let calls = 0;
  const failing = runCallers({
    callers: 2,
    work: Array(100).fill(0),
    milliseconds: 1000,
    call: async () => {
      if (++calls === 3) throw new Error('refused');
    },
  });
  await expect(failing).rejects.toThrow('refused');
  expect(calls).toBeLessThan(10);
});

test('items are counted as DynamoDB counts them', () => {
  expect(itemBytes({ pk: { S: 'ab' }, näme: { S: 'é' } })).toBe(4 + 5 + 2);
  expect(['0', '12', '123', '-123'].map((N) => itemBytes({ n: { N } }) - 1)).toEqual([2, 2, 3, 4]);
});

test('a write in a transaction is two units for each started KB of the larger state', () => {
  const item = (length: number) => ({ b: { S: 'x'.repeat(length - 1) } });
  expect(transactionalUnits(undefined, item(1024))).toBe(2);
  expect(transactionalUnits(undefined, item(1025))).toBe(4);
  expect(transactionalUnits(item(2049), item(10))).toBe(6);
});

test('an index entry is written when it comes, goes, moves or changes', () => {
  const keys = ['ipk', 'isk'] as const;
  const entry = (sort: string, v = '1') => ({ ipk: { S: 'p' }, isk: { S: sort }, v: { N: v } });
  const outside = { v: { N: '1' } };
  expect(indexUnits(undefined, entry('a'), keys)).toBe(1);
  expect(indexUnits(entry('a'), entry('a', '2'), keys)).toBe(1);
  expect(indexUnits(entry('a'), entry('b'), keys)).toBe(2);
  expect(indexUnits(entry('a'), outside, keys)).toBe(1);
  expect(indexUnits(undefined, outside, keys)).toBe(0);
  expect(indexUnits(entry('a'), entry('a'), keys)).toBe(0);
});

test('the cost of a million interactions is the sum of its parts, and writing is most of it', () => {
  const { total, ...parts } = costPerMillion({
    interactionsPerRequest: 100,
    interactionsPerMessage: 5,
    interactionsPerFold: 1000,
    bytesPerInteraction: 500,
    writeUnitsPerInteraction: 4,
    ingestMs: 0.2,
    foldMs: 0.3,
    memory: 1,
  });
  expect(parts.writes).toBeCloseTo(3.05);
  expect(parts.bus).toBeCloseTo(0.2);
  expect(parts.api).toBeCloseTo(0.012);
  expect(Object.values(parts).reduce((sum, part) => sum + part)).toBeCloseTo(total);
});

test('a report that is not what was counted is told, value by value', () => {
  const raw = createRawCount('Europe/Berlin');
  for (const event of generate({ count: 3000 })) raw.add(event);
  const empty = { rows: [], totals: [] };
  const told = raw.differences({ q1: empty, q2: empty, q3: empty });
  expect(told.some((line) => line.startsWith('q1 '))).toBe(true);
  expect(told.some((line) => line.startsWith('q2 service FIRST_RESPONSE_P95'))).toBe(true);
  expect(told.some((line) => line.startsWith('q3 '))).toBe(true);
});

test('an answer that is not what was counted is told: people, shares, pairs and ideas', () => {
  const zone = knownZone('Europe/Berlin');
  const [people, answers] = [createRawPeople(zone), createRawAnswers(zone)];
  for (const event of generate({ count: 3000 })) {
    people.add(event);
    answers.add(event);
  }
  const told = people.differences({ rows: [{ start: '', department: { id: 'service' }, values: [] }], totals: [] });
  expect(told.some((line) => line.startsWith('q2all service ACTIVE_CUSTOMERS'))).toBe(true);
  expect(told.some((line) => line.startsWith('q2all all LEADERSHIP_ACTIVITY'))).toBe(true);
  expect(answers.socialShareDifferences({ socialShare: { points: [] } })).toHaveLength(4);
  const cell = (id: string, withheld: boolean) => ({ from: { id }, to: { id }, interactions: null, withheld });
  const cells = [cell('sales', false), cell('hr', true)];
  expect(answers.collaborationDifferences({ collaboration: { cells } }, 'weeks')).toHaveLength(1);
  const steps = [{ stage: 'submitted', count: 0 }];
  expect(answers.ideaFunnelDifferences({ ideaFunnel: { steps } })).toHaveLength(1);
});

test('withheld values are not wrong, estimates may be off by twice their stated error', () => {
  const people = createRawPeople(knownZone('Europe/Berlin'));
  for (const event of generate({ count: 3000 })) people.add(event);
  const { metrics } = reportQuestions.q2all;
  const differences = (of: string, value: number, error: number) =>
    people
      .differences({
        rows: [],
        totals: metrics.map((id) =>
          id === of ? { value, error, status: 'OK' } : { value: null, error: 0, status: 'WITHHELD' },
        ),
      })
      .map((line) => line.split(' ')[2]);
  expect(differences('ACTIVE_CUSTOMERS', 0, 0)).toEqual(['ACTIVE_CUSTOMERS:']);
  expect(differences('ACTIVE_CUSTOMERS', 0, 0.6)).toEqual([]);
});

test('the caller reads answers whole over one connection, and says when there will be none', async () => {
  let connections = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      if (text === 'cut') return void response.socket?.destroy();
      const content = Buffer.from(text.repeat(50_000));
      response.writeHead(text === 'é' ? 202 : 200, { 'content-length': content.length }).end(content);
    });
  });
  server.on('connection', () => connections++);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const call = createCaller(`http://127.0.0.1:${(server.address() as AddressInfo).port}/x`, { 'x-a': 'b' });
  for (const text of ['é', 'b']) {
    const answer = await call(Buffer.from(text));
    expect(answer.status).toBe(text === 'é' ? 202 : 200);
    expect(answer.text()).toBe(text.repeat(50_000));
  }
  expect(connections).toBe(1);
  await expect(call(Buffer.from('cut'))).rejects.toThrow('closed');
  call.close();
  await new Promise((done) => server.close(done));
});

test('a profile tells the time of each function itself, and leaves out idleness', () => {
  const frame = (functionName: string) => ({ functionName, url: '', lineNumber: 0, columnNumber: 0 });
  const profile = {
    nodes: [
      { id: 1, callFrame: frame('(root)'), children: [2, 3] },
      { id: 2, callFrame: frame('(idle)') },
      { id: 3, callFrame: frame('outer'), children: [4] },
      { id: 4, callFrame: frame('inner') },
    ],
    samples: [2, 2, 3, 4, 4, 4],
  };
  const shares = readProfile(profile, 10).filter(({ by }) => by === 'function');
  expect(shares.map(({ name, percent }) => [name, percent])).toEqual([
    ['inner', 75],
    ['outer', 25],
  ]);
});
