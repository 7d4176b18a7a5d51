import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DimensionSet } from '../cell.ts';
import { dayPrefix, monthOf } from '../cell.ts';
import { addDays, daysOf } from '../zone.ts';
import {
  type ActiveRevisions,
  type CellFormat,
  type CellTable,
  loadActiveMonths,
  loadActiveRevisions,
  loadRevisions,
  loadSegments,
} from './cell-queries.ts';
import { peopleKind } from './people-item.ts';
import { readUnmerged } from './read-unmerged.ts';

export interface CellReader {
  /** Reads the revisions of all home days from a day to a day: what is read through it is at least as new. */
  at(from: string, to: string): Promise<CellSnapshot>;
  /** The months, oldest first, in which any cell changed, with their revisions, up to one. */
  monthsUntil(month: string): Promise<Map<string, number>>;
  /** Reads all months up to one, oldest first. Unchanged ones come from memory. */
  readMonths<T, Draft>(
    format: CellFormat<T, Draft>,
    set: DimensionSet,
    until: string,
  ): Promise<{ generation: number; months: Map<string, T> }>;
}

export interface CellSnapshot {
  /** The generation of cells that all of it is read from. */
  generation: number;
  /** The segments that hold the days, by name, in no order. Unchanged ones come from memory. */
  read<T, Draft>(format: CellFormat<T, Draft>, set: DimensionSet, from: string, to: string): Promise<Map<string, T>>;
  /**
   * The revisions of the days added up, another number in each generation: what was derived from their cells holds as
   * long as it is the same.
   */
  revisionOf(from: string, to: string): number;
}

interface Held {
  revision: number;
  data: unknown;
  items: number;
}

/** Decoded cell items kept in memory; the oldest segments go first. An item takes up to 4 KB. */
const maxHeldItems = 100_000;

/** More than the revisions of any days add up to. */
const revisionsPerGeneration = 2 ** 40;
const stamp = (revision: number, generation: number): number => revision + (generation - 1) * revisionsPerGeneration;

/**
 * Reads cells through a memory that is never stale: a transaction that changes a home day counts up the day's revision,
 * so one small read of the revisions tells which segments must be read again. The same read tells which generation is
 * the active one; what is in memory of another is forgotten. Strongly consistent throughout.
 */
export function createCellReader(
  client: Pick<DynamoDBClient, 'send'>,
  tableName: string,
  lanes: number,
  maxItems = maxHeldItems,
): CellReader {
  const table = { client, tableName, lanes };
  const held = new Map<string, Held>();
  let items = 0;
  let active = 1;
  const inGeneration = (generation: number): CellTable => ({ ...table, generation });
  const follow = <T extends { generation: number }>(found: T): T => {
    if (found.generation > active) {
      active = found.generation;
      held.clear();
      items = 0;
    }
    return found;
  };
  const readRevisions = coalesce(async (months) => follow(await loadActiveRevisions(inGeneration(active), months)));
  const readMerges = (generation: number) => async (months: string[]) => {
    const now = await readRevisions(months);
    return now.generation === generation ? now.revisions : loadRevisions(inGeneration(generation), months);
  };

  const keep = (key: string, entry: Held) => {
    // A slower reader must not put back what a later one has already replaced.
    if ((held.get(key)?.revision ?? 0) > entry.revision) return;
    items += entry.items - (held.get(key)?.items ?? 0);
    held.delete(key);
    held.set(key, entry);
    for (const [oldest, { items: size }] of held) {
      if (items <= maxItems || oldest === key) break;
      held.delete(oldest);
      items -= size;
    }
  };

  async function read<T, Draft>(
    format: CellFormat<T, Draft>,
    set: DimensionSet,
    wanted: Map<string, number>,
    /** Revisions of days and of months count differently, so what was read by one is not fresh by the other. */
    counted: 'days' | 'months',
    { generation, revisions }: ActiveRevisions,
  ): Promise<Map<string, T>> {
    const key = (segment: string) => `${generation} ${format.kind}#${set}#${counted}#${segment}`;
    // Revision 0: nothing was ever counted there. What is fresh is taken now: it may be forgotten while the rest is read.
    const found = new Map<string, T>();
    for (const [segment, revision] of wanted) {
      const entry = held.get(key(segment));
      if (revision !== 0 && entry?.revision === revision) found.set(segment, entry.data as T);
    }
    const runs = runsOf([...wanted], ([segment, revision]) => revision === 0 || found.has(segment));
    await Promise.all(
      runs.map(async (run) => {
        const load = () => loadSegments(inGeneration(generation), format, set, run);
        // The only items that are ever merged.
        const loaded = await (format.kind === peopleKind
          ? readUnmerged({ days: run, merges: revisions, loadMerges: readMerges(generation), read: load, sleep })
          : load());
        for (const [segment, { data, items: size }] of loaded) {
          found.set(segment, data);
          keep(key(segment), { revision: wanted.get(segment) as number, data, items: size });
        }
      }),
    );
    return found;
  }

  return {
    async at(from, to) {
      const found = await readRevisions(monthsBetween(monthOf(from), monthOf(to)));
      const { generation, revisions } = found;
      const ofDay = (day: string) => revisions.get(monthOf(day))?.get(dayPrefix(day)) ?? 0;
      return {
        generation,
        revisionOf: (first, last) => {
          const sum = daysOf(first, last).reduce((all, day) => all + ofDay(day), 0);
          return stamp(sum, generation);
        },
        read(format, set, first, last) {
          const wanted = new Map<string, number>();
          for (let day = first; day <= last; day = addDays(day, 1)) {
            const segment = format.segmentOf(day);
            if (wanted.has(segment)) continue;
            wanted.set(
              segment,
              format.daysOf(segment).reduce((sum, one) => sum + ofDay(one), 0),
            );
          }
          return read(format, set, wanted, 'days', found);
        },
      };
    },
    async monthsUntil(month) {
      const { generation, months } = follow(await loadActiveMonths(inGeneration(active), month));
      return new Map([...months].map(([name, revision]) => [name, stamp(revision, generation)]));
    },
    async readMonths(format, set, until) {
      const { generation, months } = follow(await loadActiveMonths(inGeneration(active), until));
      const found = await read(format, set, months, 'months', { generation, revisions: new Map() });
      return { generation, months: found };
    },
  };
}

/** Neighbouring segments that must be read, as runs: one query for each. */
function runsOf(wanted: [string, number][], isFresh: (entry: [string, number]) => boolean): string[][] {
  const runs: string[][] = [];
  let open = false;
  for (const entry of wanted) {
    const fresh = isFresh(entry);
    if (!fresh && open) runs.at(-1)?.push(entry[0]);
    else if (!fresh) runs.push([entry[0]]);
    open = !fresh;
  }
  return runs;
}

/**
 * Lets callers that come at the same time share one read. A read that is under way is not joined: it may be older than
 * the caller's own question.
 */
function coalesce<T>(load: (months: string[]) => Promise<T>): (months: string[]) => Promise<T> {
  let running: Promise<unknown> | undefined;
  let next: { months: Set<string>; result: Promise<T> } | undefined;
  return (months) => {
    if (next) {
      for (const month of months) next.months.add(month);
      return next.result;
    }
    const wanted = new Set(months);
    const begin = async () => {
      await (running ?? Promise.resolve()).catch(() => undefined);
      next = undefined;
      const result = load([...wanted]);
      running = result;
      return result;
    };
    const result = begin();
    next = { months: wanted, result };
    return result;
  };
}

function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  for (let month = from; month <= to; ) {
    months.push(month);
    const [year, number] = month.split('-').map(Number) as [number, number];
    month =
      number === 12
        ? `${String(year + 1).padStart(4, '0')}-01`
        : `${month.slice(0, 4)}-${String(number + 1).padStart(2, '0')}`;
  }
  return months;
}
