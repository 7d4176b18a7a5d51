import { departments } from './small-company.ts';

/** A number of employees on days (`from|to`), of departments and channels (bits): one that was told, or one that follows. */
export interface Headcount {
  days: string;
  departments: number;
  channels: number;
  people: number;
}

export const bitsOf = (all: readonly string[], some: readonly string[]): number =>
  some.reduce((bits, one) => bits | (1 << all.indexOf(one)), 0);

/** Those that nobody may know. */
export const small = (known: readonly Headcount[]): Headcount[] =>
  known.filter(({ people }) => people > 0 && people < 5);

/**
 * What follows by elimination: employees have one department, so on the same days in the same channels a number that is told
 * of several departments is the sum of theirs. Every set of departments whose sum is a combination of sums that were told.
 * Throws when what was told contradicts itself.
 */
export function eliminate(told: readonly Headcount[]): Headcount[] {
  const groups = Map.groupBy(told, ({ days, channels }) => `${days} ${channels}`);
  return [...groups.values()].flatMap((group) => {
    const { days, channels } = group[0] as Headcount;
    const basis = echelon(group.map((one) => [...row(one.departments), one.people]));
    const sets = Array.from({ length: (1 << departments.length) - 1 }, (_, at) => at + 1);
    return sets.flatMap((set) => {
      const people = combined(basis, row(set));
      return people === undefined ? [] : [{ days, departments: set, channels, people }];
    });
  });
}

const row = (set: number): number[] => departments.map((_, at) => (set >> at) & 1);
const isZero = (value: number): boolean => Math.abs(value) < 1e-9;
const pivotOf = (one: readonly number[]): number => one.findIndex((value) => !isZero(value));

/** Rows in echelon form; the last column is what they add up to. */
function echelon(rows: number[][]): number[][] {
  const basis: number[][] = [];
  for (const one of rows) {
    const rest = subtracted(basis, one);
    const pivot = pivotOf(rest.slice(0, -1));
    if (pivot >= 0) basis.push(rest.map((value) => value / (rest[pivot] as number)));
    else if (!isZero(rest.at(-1) ?? 0)) throw new Error('What was told contradicts itself.');
  }
  return basis;
}

const subtracted = (basis: readonly number[][], one: readonly number[]): readonly number[] =>
  basis.reduce<readonly number[]>((rest, line) => {
    const times = rest[pivotOf(line)] ?? 0;
    return rest.map((value, at) => value - times * (line[at] as number));
  }, one);

/** What a combination of the rows that is this one adds up to; undefined when none is. */
function combined(basis: readonly number[][], wanted: readonly number[]): number | undefined {
  const rest = subtracted(basis, [...wanted, 0]);
  return rest.slice(0, -1).every(isZero) ? Math.round(0 - (rest.at(-1) as number)) : undefined;
}
