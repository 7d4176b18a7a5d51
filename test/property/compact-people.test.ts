import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { BatchWriteItemCommand, type TransactWriteItem, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foldBatch } from '../../functions/aggregate/fold-batch.ts';
import { revisionsOf, splitAddress } from '../../shared/deltas.ts';
import { foldContextOf } from '../../shared/fold-context.ts';
import { personKey } from '../../shared/metrics/people.ts';
import { defaultOrganisation } from '../../shared/organisation.ts';
import { createCellReader } from '../../shared/store/cell-reader.ts';
import { type CompactPeopleDeps, compactPeople } from '../../shared/store/compact-people.ts';
import { createFoldStore } from '../../shared/store/fold-store.ts';
import { encodeGenerations } from '../../shared/store/generations.ts';
import { peopleByDay } from '../../shared/store/people-format.ts';
import { decodePeople, encodePeople } from '../../shared/store/people-item.ts';
import { type Item, scanTable } from '../../shared/store/scan.ts';
import { verifyCells } from '../../shared/store/verify.ts';
import { type Engine, startEngine, type TableNames } from '../engine.ts';
import { faultyClient } from '../faults.ts';
import { meetingInteractions } from '../interactions.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

const context = foldContextOf(defaultOrganisation);
const lanes = 4;
const day = '2026-03-20';

const foldDeps = (names: TableNames) => ({
  store: createFoldStore(engine.client, names.ledger),
  context,
  tables: { ledgerTable: names.ledger, cellsTable: names.cells },
  lanes,
  random: Math.random,
  sleep: (ms: number) => sleep(ms),
});

const compactDeps = (names: TableNames, over: Partial<CompactPeopleDeps> = {}): CompactPeopleDeps => ({
  client: engine.client,
  commit: createFoldStore(engine.client, names.ledger).commit,
  cellsTable: names.cells,
  lanes,
  newName: randomUUID,
  random: Math.random,
  sleep: (ms) => sleep(ms),
  ...over,
});

async function logItems(names: TableNames, prefix = 'P#'): Promise<Item[]> {
  const found: Item[] = [];
  await scanTable(engine.client, names.cells, (items) => {
    found.push(...items.filter(({ pk }) => pk?.S?.startsWith(prefix)));
  });
  return found;
}

function sumsOf(items: readonly Item[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const item of items) {
    decodePeople(item, (tag, person, count) => {
      const key = `${item.sk?.S?.slice(0, 10)} ${tag} ${person}`;
      sums.set(key, (sums.get(key) ?? 0) + count);
    });
  }
  return new Map([...sums].filter(([, count]) => count !== 0).sort());
}

/** Who is there on the day, as a process that has just begun is told. */
async function presentOn(names: TableNames, client = engine.client): Promise<Map<string, number[]>> {
  const reader = createCellReader(client, names.cells, lanes);
  const met = (await (await reader.at(day, day)).read(peopleByDay, 'a', day, day)).get(day) ?? [];
  return new Map(met.map(({ presence, keys }): [string, number[]] => [JSON.stringify(presence), [...keys]]).sort());
}

const verify = (names: TableNames) =>
  verifyCells({ client: engine.client, ledgerTable: names.ledger, cellsTable: names.cells, context });

type Met = [person: number, tag: string, count: number][];

/** Puts an item of the log with the revision of its day, as a fold does. */
async function meet(names: TableNames, met: Met, lane: number): Promise<void> {
  const meetings = new Map(met.map(([person, tag, count]) => [`${tag} ${personKey(`p_${person}`)}`, count]));
  const revisions = [...revisionsOf([day]).cells].map(([address]): TransactWriteItem => {
    const { partition, sort } = splitAddress(address);
    return {
      Update: {
        TableName: names.cells,
        Key: { pk: { S: `${partition}#${lane}` }, sk: { S: sort } },
        UpdateExpression: 'ADD #day :one',
        ExpressionAttributeNames: { '#day': day.slice(8) },
        ExpressionAttributeValues: { ':one': { N: '1' } },
      },
    };
  });
  const put = { Put: { TableName: names.cells, Item: encodePeople(day, meetings, randomUUID(), lane) } };
  await engine.client.send(new TransactWriteItemsCommand({ TransactItems: [put, revisions[0] as TransactWriteItem] }));
}

/** Many items at once, without the revision: for days that are read by nobody meanwhile. */
async function putItems(names: TableNames, items: Item[]): Promise<void> {
  for (let at = 0; at < items.length; at += 25) {
    const requests = items.slice(at, at + 25).map((Item) => ({ PutRequest: { Item } }));
    await engine.client.send(new BatchWriteItemCommand({ RequestItems: { [names.cells]: requests } }));
  }
}

const tags = ['service|x|c', 'sales|email|u', 'service|slack|e|hr|ma|sales'];
const logOf = (most: number): fc.Arbitrary<{ met: Met; lane: number }[]> =>
  fc.array(
    fc.record({
      met: fc.uniqueArray(fc.tuple(fc.nat(25), fc.constantFrom(...tags), fc.constantFrom(1, 1, 1, -1, 2, 5)), {
        minLength: 1,
        maxLength: 4,
        selector: ([person, tag]) => `${person} ${tag}`,
      }),
      lane: fc.nat(lanes - 1),
    }),
    { minLength: most >> 1, maxLength: most, size: 'max' },
  );

const itemsOf = (log: { met: Met; lane: number }[]): Item[] =>
  log.map(({ met, lane }) =>
    encodePeople(
      day,
      new Map(met.map(([person, tag, count]) => [`${tag} ${personKey(`p_${person}`)}`, count])),
      randomUUID(),
      lane,
    ),
  );

describe('merging the people log of a day', () => {
  it('changes no sum, leaves nobody in two items and nobody whose meetings cancel out', async () => {
    await fc.assert(
      fc.asyncProperty(logOf(260), async (log) => {
        const names = await engine.createTables();
        await putItems(names, itemsOf(log));
        const before = sumsOf(await logItems(names));
        expect(await compactPeople(compactDeps(names), [day])).toEqual({ before: log.length, after: 1 });
        const items = await logItems(names);
        expect(sumsOf(items)).toEqual(before);
        let entries = 0;
        for (const item of items) decodePeople(item, () => void entries++);
        expect(entries).toBe(before.size);
        // A second time there is nothing to do.
        expect(await compactPeople(compactDeps(names), [day])).toEqual({ before: 1, after: 1 });
        expect(await logItems(names)).toEqual(items);
      }),
      { numRuns: 3, endOnFailure: true },
    );
  });

  it('may stop after any transaction: sums are the same, and the next run ends it', async () => {
    await fc.assert(
      fc.asyncProperty(logOf(400), async (log) => {
        const names = await engine.createTables();
        await putItems(names, itemsOf(log));
        const before = sumsOf(await logItems(names));
        const { commit } = compactDeps(names);
        for (let stopAfter = 1, done = false; !done; stopAfter++) {
          let left = stopAfter;
          const killed = compactDeps(names, {
            commit: async (actions) => {
              if (left-- === 0) throw new Error('killed');
              return commit(actions);
            },
          });
          done = await compactPeople(killed, [day]).then(
            () => true,
            () => false,
          );
          expect(sumsOf(await logItems(names))).toEqual(before);
        }
        expect(await logItems(names)).toHaveLength(1);
      }),
      { numRuns: 1, endOnFailure: true },
    );
  });

  it.each([0, 1, 2, 3])(
    'tells a reader of the same people that has read lane %i before and the others after',
    async (first) => {
      const names = await engine.createTables();
      const [log] = fc.sample(logOf(120), { numRuns: 1, seed: 6 });
      await putItems(names, itemsOf(log ?? []));
      await meet(names, [[99, 'service|x|c', 1]], 1);
      const expected = await presentOn(names);
      let merging: Promise<unknown> | undefined;
      const begun = Promise.withResolvers<void>();
      const slow = {
        send: async (command: { input: { ExpressionAttributeValues?: Item } }) => {
          const partition = command.input.ExpressionAttributeValues?.[':partition']?.S ?? '';
          if (partition.startsWith('P#') && partition !== `P#a#${first}`) {
            await begun.promise;
            merging ??= compactPeople(compactDeps(names), [day]);
            await merging;
          }
          const answer = await engine.client.send(command as never);
          if (partition === `P#a#${first}`) begun.resolve();
          return answer;
        },
      };
      expect(await presentOn(names, slow as unknown as Engine['client'])).toEqual(expected);
      expect(await merging).toMatchObject({ after: 1 });
    },
  );

  it('loses nothing of folds, other mergers and faults at the same time', async () => {
    await fc.assert(
      fc.asyncProperty(meetingInteractions(120), async (interactions) => {
        const names = await engine.createTables();
        const days = Array.from({ length: 16 }, (_, at) =>
          new Date(Date.UTC(2026, 2, 19 + at)).toISOString().slice(0, 10),
        );
        const faulty = faultyClient(engine.endpoint, {
          rates: { conflict: 0.1, lost: 0.05, delayed: 0.05, partitionThrottled: 0.05 },
          seed: 3,
        });
        const bad = compactDeps(names, { commit: createFoldStore(faulty.client, names.ledger).commit });
        let folding = true;
        const fold = (async () => {
          for (let at = 0; at < interactions.length; at += 4) {
            await foldBatch(interactions.slice(at, at + 4), foldDeps(names));
          }
          folding = false;
        })();
        const merge = async (deps: CompactPeopleDeps) => {
          while (folding) await compactPeople(deps, days);
        };
        await Promise.all([fold, merge(bad), merge(compactDeps(names))]);
        faulty.client.destroy();
        expect(await verify(names)).toMatchObject({ differences: [], conversationDifferences: [] });
        await compactPeople(compactDeps(names), days);
        expect(await verify(names)).toMatchObject({ differences: [], conversationDifferences: [] });
      }),
      { numRuns: 1, endOnFailure: true },
    );
  }, 60_000);

  it('merges the generation that is being built as well, each within itself', async () => {
    const names = await engine.createTables();
    const [log = []] = fc.sample(logOf(40), { numRuns: 1, seed: 7 });
    const inSecond = (item: Item): Item => ({ ...item, pk: { S: `2/${item.pk?.S}` } });
    const pointer = encodeGenerations({ active: 1, building: 2, newest: 2, since: 0 });
    const [first, second] = [itemsOf(log), itemsOf(log.slice(20)).map(inSecond)];
    await putItems(names, [pointer, ...first, ...second]);
    expect(await compactPeople(compactDeps(names), [day])).toEqual({ before: log.length * 2 - 20, after: 2 });
    expect(sumsOf(await logItems(names))).toEqual(sumsOf(first));
    expect(sumsOf(await logItems(names, '2/P#'))).toEqual(sumsOf(second));
  });

  it('cuts a day of very many people into items of at most 300 KB, and merges late meetings into them', async () => {
    const names = await engine.createTables();
    const people = 60_000;
    const items = Array.from({ length: 120 }, (_, at) => {
      const met = Array.from({ length: people / 120 }, (_, n): [string, number] => [
        `${tags[n % 2]} ${personKey(`p_${at * (people / 120) + n}`)}`,
        1 + (n % 3),
      ]);
      return encodePeople(day, new Map(met), randomUUID(), at % lanes);
    });
    await putItems(names, items);
    const before = sumsOf(await logItems(names));
    const { after } = await compactPeople(compactDeps(names), [day]);
    expect(after).toBeGreaterThan(3);
    expect(after).toBeLessThan(12);
    await putItems(names, itemsOf([{ met: [[0, tags[0] as string, -1]], lane: 2 }]));
    await compactPeople(compactDeps(names), [day]);
    const merged = await logItems(names);
    expect(Math.max(...merged.map((item) => JSON.stringify(item).length))).toBeLessThan(300_000);
    const now = sumsOf(merged);
    expect(now.size).toBe(before.size - 1);
    expect(now.has(`${day} ${tags[0]} ${personKey('p_0')}`)).toBe(false);
    let entries = 0;
    for (const item of merged) decodePeople(item, () => void entries++);
    expect(entries).toBe(now.size);
  });
});
