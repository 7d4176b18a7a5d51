import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PackLimits, packEntries, packRequests } from '../../functions/ingest/pack-entries.ts';
import { createPublisher } from '../../functions/ingest/publish.ts';
import { busDetailSchema, type Interaction } from '../../shared/interaction.ts';
import { interaction } from '../interactions.ts';
import { entriesOf, recordingClient, takesAll } from './ingest-harness.ts';

const entrySize = ({ Source = '', DetailType = '', Detail = '' }) =>
  Buffer.byteLength(Source) + Buffer.byteLength(DetailType) + Buffer.byteLength(Detail);

const someInteractions: fc.Arbitrary<Interaction[]> = fc.array(
  fc
    .record({
      id: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
      source: fc.constantFrom('https://a', 'https://b"\\', 'https://ü'),
      department: fc.constantFrom('sales', 'service'),
      topics: fc.array(fc.string({ unit: 'grapheme', maxLength: 20 }), { maxLength: 4 }),
    })
    .map(interaction),
  { maxLength: 60 },
);
const someLimits: fc.Arbitrary<PackLimits> = fc
  .record({ entryBytes: fc.integer({ min: 300, max: 4_000 }), more: fc.integer({ min: 0, max: 9_000 }) })
  .map(({ entryBytes, more }) => ({ entryBytes, requestEntries: 10, requestBytes: entryBytes + more }));

describe('packing', () => {
  test('one entry holds the interactions of one source and department, exactly as EventBridge takes it', () => {
    const one = interaction({ id: '1', source: 'https://a', department: 'sales' });
    const two = interaction({ id: '2', source: 'https://a', department: 'service' });
    const three = interaction({ id: '3', source: 'https://a', department: 'sales' });
    const { entries, tooLarge } = packEntries([one, two, three], 'the-bus');
    expect(tooLarge).toEqual([]);
    expect(entries.map(({ indices }) => indices)).toEqual([[0, 2], [1]]);
    expect(entries[0]?.entry).toEqual({
      EventBusName: 'the-bus',
      Source: 'polylog',
      DetailType: 'polylog.interactions.v1',
      Detail: JSON.stringify({ version: 1, source: 'https://a', department: 'sales', interactions: [one, three] }),
    });
  });

  test('neither loses nor duplicates, and keeps every limit', () => {
    fc.assert(
      fc.property(someInteractions, someLimits, (interactions, limits) => {
        const { entries, tooLarge } = packEntries(interactions, 'bus', limits);
        const indices = [...entries.flatMap((entry) => entry.indices), ...tooLarge].sort((a, b) => a - b);
        expect(indices).toEqual(interactions.map((_, index) => index));
        for (const { entry, bytes, indices } of entries) {
          expect(bytes).toBe(entrySize(entry));
          expect(bytes).toBeLessThanOrEqual(limits.entryBytes);
          const detail = busDetailSchema.parse(JSON.parse(entry.Detail ?? ''));
          expect(detail.interactions).toEqual(indices.map((index) => JSON.parse(JSON.stringify(interactions[index]))));
          for (const { source, department } of detail.interactions as Interaction[]) {
            expect([source, department]).toEqual([detail.source, detail.department]);
          }
        }
        const requests = packRequests(entries, limits);
        expect(requests.flat()).toEqual(entries);
        for (const request of requests) {
          expect(request.length).toBeLessThanOrEqual(limits.requestEntries);
          expect(request.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(limits.requestBytes);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('uses no more entries than the next interaction needs', () => {
    const interactions = Array.from({ length: 1_000 }, (_, n) => interaction({ id: `c:${n}` }));
    const { entries } = packEntries(interactions, 'bus');
    const bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0);
    expect(entries).toHaveLength(Math.ceil(bytes / 200_000));
  });
});

describe('publishing', () => {
  const publisher = (onBus: Parameters<typeof recordingClient>[0], clock = () => 0) => {
    const bus = recordingClient(onBus);
    const slept: number[] = [];
    const sleep = async (ms: number) => void slept.push(ms);
    return {
      bus,
      slept,
      publish: createPublisher({
        client: bus.client,
        busName: 'bus',
        sealer: async () => (person) => person,
        sleep,
        random: () => 0.5,
        clock,
        report: () => {},
      }),
    };
  };
  const departments = ['sales', 'service', 'product'];
  const interactions = departments.map((department) => interaction({ id: department, department }));

  test('only the entries that failed are put again', async () => {
    let call = 0;
    const { publish, bus, slept } = publisher((sent) => {
      call += 1;
      const Entries = entriesOf(sent).map((_, n) => (call === 1 && n === 1 ? { ErrorCode: 'Busy' } : { EventId: 'e' }));
      return { FailedEntryCount: call === 1 ? 1 : 0, Entries };
    });
    expect(await publish(interactions)).toEqual(['taken', 'taken', 'taken']);
    expect(bus.sent.map((sent) => entriesOf(sent).length)).toEqual([3, 1]);
    expect(JSON.parse(entriesOf(bus.sent[1] as never)[0]?.Detail ?? '')).toMatchObject({ department: 'service' });
    expect(slept).toEqual([25]);
  });

  test('gives up after three tries with growing pauses and says which were not taken', async () => {
    const { publish, bus, slept } = publisher((sent) => ({
      Entries: entriesOf(sent).map(({ Detail }) => (Detail.includes('"product"') ? {} : { EventId: 'e' })),
    }));
    expect(await publish(interactions)).toEqual(['taken', 'taken', 'notTaken']);
    expect(bus.sent).toHaveLength(3);
    expect(slept).toEqual([25, 50]);
  });

  test('stops trying when the sender could not wait for the answer any longer', async () => {
    let time = 0;
    const hangs = () => {
      time += 5_000;
      throw new Error('timeout');
    };
    const many = Array.from({ length: 200 }, (_, n) => interaction({ id: `c:${n}`, source: `https://s/${n}` }));
    const { publish, bus } = publisher(hangs, () => time);
    expect(new Set(await publish(many))).toEqual(new Set(['notTaken']));
    expect(bus.sent.length).toBeLessThan(8);
  });

  test('an answer without entries takes nothing', async () => {
    const { publish } = publisher(() => ({}));
    expect(await publish(interactions)).toEqual(['notTaken', 'notTaken', 'notTaken']);
  });

  test('a failed request among several refuses only its own', async () => {
    const many = Array.from({ length: 25 }, (_, n) => interaction({ id: `c:${n}`, source: `https://s/${n}` }));
    const { publish, bus } = publisher((sent) => {
      if (JSON.stringify(sent.input).includes('https://s/12')) throw new Error('reset');
      return takesAll(sent);
    });
    const outcomes = await publish(many);
    expect(outcomes.map((outcome, n) => (outcome === 'taken' ? -1 : n)).filter((n) => n >= 0)).toEqual([
      10, 11, 12, 13, 14, 15, 16, 17, 18, 19,
    ]);
    expect(bus.sent).toHaveLength(2 + 3);
  });
});
