import type { CellKind, DimensionSet } from '../cell.ts';
import { addDelta, cellAddress, type Deltas } from '../deltas.ts';
import { addDays, utcDay, type Zone } from '../zone.ts';
import { homeDayOf } from './cell-day.ts';
import { cellFormats } from './cell-formats.ts';
import { type CellTable, loadRevisions, queryCells, type Revisions } from './cell-queries.ts';
import { cellPartition } from './keys.ts';
import { decodePeople, peopleKind } from './people-item.ts';
import { readUnmerged } from './read-unmerged.ts';
import { peopleAddress } from './verify.ts';

type Kind = CellKind | typeof peopleKind;

const all: DimensionSet[] = ['a', 'd', 'c', 'x'];
/** The dimension sets that each kind of cell is kept for. */
const setsOf: Record<Kind, DimensionSet[]> = {
  V: all,
  R: all,
  v: ['x'],
  r: ['x'],
  T: ['x'],
  H: ['x'],
  I: ['x'],
  J: ['x'],
  K: ['a'],
  S: ['a'],
  P: ['a'],
};
/** Kept by UTC hours, of which a home day has parts of two days. */
const byUtc = new Set<Kind>(['v', 'r']);

/** The UTC days that hold instants of a home day, one or two. */
export const utcDaysOf = (day: string, home: Zone): string[] => [
  ...new Set([utcDay(home.startOf(day)), utcDay(home.startOf(addDays(day, 1)) - 1)]),
];

/**
 * Everything that the cells of one generation hold of a home day, lanes added up, people as if they were counters.
 * Strongly consistent; some hundred small queries.
 */
export async function readDayCells(
  table: CellTable,
  day: string,
  home: Zone,
  revisions: Revisions,
  sleep: (milliseconds: number) => Promise<void>,
): Promise<Deltas['cells']> {
  const cells: Deltas['cells'] = new Map();
  const counters = cellFormats.filter(({ kind }) => kind !== peopleKind);
  await Promise.all(
    counters.flatMap(({ kind, segmentOf }) => {
      const segments = (byUtc.has(kind) ? utcDaysOf(day, home) : [day]).map(segmentOf);
      const range = { first: segments[0] as string, last: `${segments.at(-1)}~` };
      return partitionsOf(table, kind).map(([set, partition]) =>
        queryCells(table, partition, range, ({ pk: _pk, sk, ...attributes }) => {
          const sort = sk?.S ?? '';
          for (const [name, value] of Object.entries(attributes)) {
            if (homeDayOf(kind, sort, name, home) !== day) continue;
            const [period = '', ...member] = sort.split('#');
            addDelta({ cells }, cellAddress(kind, set, period, member.join('#')), name, Number(value.N));
          }
        }),
      );
    }),
  );
  for (const [meeting, count] of await readPeople(table, day, revisions, sleep)) {
    addDelta({ cells }, peopleAddress(day), meeting, count);
  }
  return cells;
}

const readPeople = (
  table: CellTable,
  day: string,
  merges: Revisions,
  sleep: (milliseconds: number) => Promise<void>,
): Promise<Map<string, number>> =>
  readUnmerged({
    days: [day],
    merges,
    loadMerges: (months) => loadRevisions(table, months),
    sleep,
    async read() {
      const met = new Map<string, number>();
      const range = { first: `${day}#`, last: `${day}#~` };
      for (const [, partition] of partitionsOf(table, peopleKind)) {
        await queryCells(table, partition, range, (item) =>
          decodePeople(item, (tag, person, count) => {
            const meeting = `${tag} ${person}`;
            met.set(meeting, (met.get(meeting) ?? 0) + count);
          }),
        );
      }
      return met;
    },
  });

const partitionsOf = ({ lanes, generation }: CellTable, kind: Kind): [DimensionSet, string][] =>
  setsOf[kind].flatMap((set) =>
    Array.from({ length: lanes }, (_, lane): [DimensionSet, string] => [
      set,
      cellPartition(`${kind}#${set}`, lane, generation),
    ]),
  );
