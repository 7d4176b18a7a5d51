import { type DynamoDBClient, paginateQuery, type TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { monthOf } from '../cell.ts';
import { cellAddress, revisionKind, splitAddress } from '../deltas.ts';
import { loadRevisions } from './cell-queries.ts';
import {
  allKeys,
  compactionLimits,
  cutByPerson,
  encodeMeetings,
  isCompact,
  type KeyRange,
  type LogItem,
  logItemOf,
  partsOf,
  rangesOf,
  sumOf,
  transactionsOf,
} from './compact-people-plan.ts';
import type { FoldStore } from './fold-store.ts';
import { loadGenerations, writtenGenerations } from './generations.ts';
import { cellPartition, indexLane } from './keys.ts';
import { mergesOf, peopleKind } from './people-item.ts';
import { readUnmerged } from './read-unmerged.ts';

export interface CompactPeopleDeps {
  client: DynamoDBClient;
  commit: FoldStore['commit'];
  cellsTable: string;
  lanes: number;
  /** A text that is never given twice: the names of merged items are made of it. */
  newName: () => string;
  /** 0 <= x < 1: draws the jitter. */
  random: () => number;
  sleep: (milliseconds: number) => Promise<void>;
}

/** How many items of the log there were and are. */
export interface CompactedPeople {
  before: number;
  after: number;
}

/** Attempts at one day while others merge it too, and at one transaction while others touch its items. */
const maxAttempts = 20;

/**
 * Merges the items of the people log of home days: each transaction deletes some and puts their sum, so that sums and
 * presence are the same at every moment, whoever folds meanwhile and wherever this stops. When it returns, whoever had
 * been met and taken back when it was called is in no item of these days any more. Safe to run twice and at once.
 */
export async function compactPeople(deps: CompactPeopleDeps, days: readonly string[]): Promise<CompactedPeople> {
  const total = { before: 0, after: 0 };
  for (const day of days) {
    // Asked for each day: a generation that is over is being deleted, and what is put there stays.
    for (const generation of writtenGenerations(await loadGenerations(deps.client, deps.cellsTable))) {
      const { before, after } = await compactDay({ ...deps, generation }, day);
      total.before += before;
      total.after += after;
    }
  }
  return total;
}

/** What a day is merged with, and in which generation of cells. */
interface DayDeps extends CompactPeopleDeps {
  generation: number;
}

async function compactDay(deps: DayDeps, day: string): Promise<CompactedPeople> {
  for (let attempt = 1; ; attempt++) {
    const items = await loadDay(deps, day);
    const left = await mergeRange(deps, day, items, allKeys);
    if (left !== 'changed') return { before: items.length, after: left.length };
    if (attempt === maxAttempts)
      throw new Error(`Somebody else goes on merging the people of ${day}: try again later.`);
    await deps.sleep(deps.random() * 10 * 2 ** Math.min(attempt, 6));
  }
}

/** The items of a day as they are at one moment, apart from those that folds add meanwhile. */
async function loadDay(deps: DayDeps, day: string): Promise<LogItem[]> {
  const { client, cellsTable: tableName, lanes, generation } = deps;
  const table = { client, tableName, lanes, generation };
  return readUnmerged({
    days: [day],
    merges: await loadRevisions(table, [monthOf(day)]),
    loadMerges: (months) => loadRevisions(table, months),
    read: () => queryDay(deps, day),
    sleep: deps.sleep,
  });
}

async function queryDay({ client, cellsTable, lanes, generation }: DayDeps, day: string): Promise<LogItem[]> {
  const items: LogItem[] = [];
  for (let lane = 0; lane < lanes; lane++) {
    const query = {
      TableName: cellsTable,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :day)',
      ExpressionAttributeValues: {
        ':pk': { S: cellPartition(`${peopleKind}#a`, lane, generation) },
        ':day': { S: `${day}#` },
      },
      ConsistentRead: true,
    };
    for await (const page of paginateQuery({ client }, query)) items.push(...(page.Items ?? []).map(logItemOf));
  }
  return items;
}

/** Merges items, whose people all lie in a range, to as few as they fit in; `changed` when one is not there any more. */
async function mergeRange(
  deps: DayDeps,
  day: string,
  items: readonly LogItem[],
  range: KeyRange,
): Promise<readonly LogItem[] | 'changed'> {
  const sum = sumOf(items);
  const wanted = partsOf(sum, range);
  if (items.length === 0 || isCompact(items, sum, wanted)) return items;
  const ranges = rangesOf(range, Math.min(wanted, compactionLimits.parts));
  const transactions = transactionsOf(items, ranges.length);
  const merged = ranges.map((): LogItem[] => []);
  for (const group of transactions) {
    const parts = cutByPerson(sumOf(group), ranges).map((met) =>
      encodeMeetings(day, met, { ...deps, lane: laneOf(day, deps) }),
    );
    if ((await replace(deps, day, group, parts.flat())) === 'changed') return 'changed';
    for (const [at, part] of parts.entries()) merged[at]?.push(...part.map(logItemOf));
  }
  if (transactions.length === 1) return merged.flat();
  const left: LogItem[] = [];
  for (const [at, part] of merged.entries()) {
    const outcome = await mergeRange(deps, day, part, ranges[at] as KeyRange);
    if (outcome === 'changed') return 'changed';
    left.push(...outcome);
  }
  return left;
}

/** Merged items of a day lie in one lane, those of different days in different ones. */
const laneOf = (day: string, { lanes }: DayDeps): number => indexLane(day, lanes);

/** One transaction: the items go, their sum comes, and the counter tells readers of the day that it did. */
async function replace(
  { commit, cellsTable, lanes, generation, random, sleep }: DayDeps,
  day: string,
  group: readonly LogItem[],
  sum: LogItem['item'][],
): Promise<'replaced' | 'changed'> {
  const { partition, sort } = splitAddress(cellAddress(revisionKind, 'a', monthOf(day), ''));
  const deletes = group.map(
    ({ item: { pk, sk } }): TransactWriteItem => ({
      Delete: {
        TableName: cellsTable,
        Key: { pk: pk as { S: string }, sk: sk as { S: string } },
        // An item is never written again and its name never used again: while it is there, it is the one that was read.
        ConditionExpression: 'attribute_exists(pk)',
      },
    }),
  );
  const puts = sum.map((Item): TransactWriteItem => ({ Put: { TableName: cellsTable, Item } }));
  for (let attempt = 1; ; attempt++) {
    const count = {
      Update: {
        TableName: cellsTable,
        Key: { pk: { S: cellPartition(partition, Math.floor(random() * lanes), generation) }, sk: { S: sort } },
        UpdateExpression: 'ADD #merges :one',
        ExpressionAttributeNames: { '#merges': mergesOf(day) },
        ExpressionAttributeValues: { ':one': { N: '1' } },
      },
    };
    const outcome = await commit([...deletes, ...puts, count]);
    if (outcome.kind === 'committed') return 'replaced';
    if (outcome.kind === 'stale') return 'changed';
    if (outcome.kind === 'refused') throw new Error(`The people of ${day} cannot be merged: ${outcome.reason}`);
    if (attempt === maxAttempts) throw new Error(`The people of ${day} are busy: try again later.`);
    await sleep(random() * 10 * 2 ** Math.min(attempt, 6));
  }
}
