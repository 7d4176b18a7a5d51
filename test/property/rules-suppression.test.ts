import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSmallGroup, suppress, suppressList } from '../../shared/suppression.ts';

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
const count = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 4 }) },
  { weight: 3, arbitrary: fc.integer({ min: 5, max: 60 }) },
);
const tables = (most: number, of = count): fc.Arbitrary<number[][]> =>
  fc
    .tuple(fc.integer({ min: 1, max: most }), fc.integer({ min: 1, max: most }))
    .chain(([rows, columns]) =>
      fc.array(fc.array(of, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
    );

interface Published {
  /** Unknowns: hidden cells as `r,c`, hidden sums as `row r` and `column c`. */
  unknown: string[];
  /** Each equation: the coefficient of each unknown, and what they add up to. */
  equations: { of: Map<string, number>; total: number }[];
  truth: Map<string, number>;
}

/** What somebody sees who is shown a table with its sums: one equation for each line, two for the grand total. */
function publish(people: readonly number[][], hidden: readonly boolean[][]): Published {
  const rowSums = people.map(sum);
  const columnSums = (people[0] ?? []).map((_, c) => sum(people.map((row) => row[c] ?? 0)));
  const truth = new Map<string, number>();
  const equations: Published['equations'] = [];
  const lines = [
    ...rowSums.map((total, r) => ({
      name: `row ${r}`,
      total,
      cells: columnSums.map((_, c) => [r, c] as const),
      hide: suppressList(rowSums)[r],
    })),
    ...columnSums.map((total, c) => ({
      name: `column ${c}`,
      total,
      cells: rowSums.map((_, r) => [r, c] as const),
      hide: suppressList(columnSums)[c],
    })),
  ];
  const grand = { rows: new Map<string, number>(), columns: new Map<string, number>() };
  const left = { rows: sum(rowSums), columns: sum(rowSums) };
  for (const { name, total, cells, hide } of lines) {
    const side = name.startsWith('row') ? 'rows' : 'columns';
    const of = new Map<string, number>();
    let rest = total;
    for (const [r, c] of cells) {
      const value = people[r]?.[c] ?? 0;
      if (hidden[r]?.[c]) {
        of.set(`${r},${c}`, 1);
        truth.set(`${r},${c}`, value);
      } else rest -= value;
    }
    if (hide) {
      of.set(name, -1);
      truth.set(name, total);
      grand[side].set(name, 1);
      rest -= total;
    } else left[side] -= total;
    equations.push({ of, total: rest });
  }
  equations.push({ of: grand.rows, total: left.rows }, { of: grand.columns, total: left.columns });
  return { unknown: [...truth.keys()], equations, truth };
}

/** The unknowns that the equations alone determine, by Gaussian elimination to the reduced echelon form. */
function solved({ unknown, equations }: Published): string[] {
  const rows = equations.map(({ of }) => unknown.map((name) => of.get(name) ?? 0));
  let rank = 0;
  for (let column = 0; column < unknown.length; column++) {
    const pivot = rows.findIndex((row, index) => index >= rank && Math.abs(row[column] ?? 0) > 1e-9);
    if (pivot < 0) continue;
    const row = rows[pivot] as number[];
    rows.splice(pivot, 1);
    rows.splice(rank, 0, row);
    const by = row[column] as number;
    for (let k = 0; k < row.length; k++) row[k] = (row[k] as number) / by;
    for (const other of rows) {
      const times = other[column] as number;
      if (other === row || times === 0) continue;
      for (let k = 0; k < other.length; k++) other[k] = (other[k] as number) - times * (row[k] as number);
    }
    rank++;
  }
  return rows
    .filter((row) => row.filter((value) => Math.abs(value) > 1e-9).length === 1)
    .map((row) => unknown[row.findIndex((value) => Math.abs(value) > 1e-9)] as string);
}

/** Every table of whole numbers from 0 that could stand behind what is shown: the values that each unknown takes. */
function possible({ unknown, equations }: Published): Map<string, Set<number>> {
  const values = new Map(unknown.map((name) => [name, new Set<number>()]));
  const chosen = new Map<string, number>();
  const most = Math.max(0, ...equations.map(({ total }) => total));
  const walk = (at: number): void => {
    for (const { of, total } of equations) {
      const names = [...of.keys()];
      const missing = names.filter((name) => !chosen.has(name));
      const got = sum(names.map((name) => (of.get(name) ?? 0) * (chosen.get(name) ?? 0)));
      if (missing.length === 0 && got !== total) return;
      if (missing.every((name) => of.get(name) === 1) && got > total) return;
    }
    const name = unknown[at];
    if (name === undefined) {
      for (const [key, value] of chosen) values.get(key)?.add(value);
      return;
    }
    for (let value = 0; value <= most; value++) {
      chosen.set(name, value);
      walk(at + 1);
      chosen.delete(name);
    }
  };
  walk(0);
  return values;
}

describe('a suppressed table', () => {
  it('gives no hidden cell of somebody to who solves its sums, and hides every small group', () => {
    fc.assert(
      fc.property(tables(7), (people) => {
        const hidden = suppress(people);
        for (const [r, row] of people.entries()) {
          for (const [c, value] of row.entries()) if (isSmallGroup(value)) expect(hidden[r]?.[c]).toBe(true);
        }
        if (isSmallGroup(sum(people.map(sum)))) return;
        const published = publish(people, hidden);
        expect(solved(published).filter((name) => (published.truth.get(name) ?? 0) > 0)).toEqual([]);
      }),
      { numRuns: 1_500 },
    );
  });

  it('nor to who also knows that nobody is less than nobody', () => {
    const small = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 5, max: 6 }));
    fc.assert(
      fc.property(tables(3, small), (people) => {
        const total = sum(people.map(sum));
        if (isSmallGroup(total) || total > 22) return;
        const published = publish(people, suppress(people));
        if (published.unknown.length > 9) return;
        for (const [name, values] of possible(published)) {
          expect(values).toContain(published.truth.get(name));
          if ((published.truth.get(name) ?? 0) > 0) expect([name, values.size > 1]).toEqual([name, true]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('hides at least five people in each line whose sum is shown, or nobody', () => {
    fc.assert(
      fc.property(tables(7), (people) => {
        const hidden = suppress(people);
        const turned = <T>(table: readonly T[][]): T[][] =>
          (table[0] ?? []).map((_, c) => table.map((row) => row[c] as T));
        for (const [lines, marks] of [
          [people, hidden],
          [turned(people), turned(hidden)],
        ] as const) {
          const sums = suppressList(lines.map(sum));
          const parts = lines.map((line, at) => sum(line.filter((_, one) => marks[at]?.[one])));
          expect(
            parts.filter((part, at) => !sums[at] && isSmallGroup(part) && !isSmallGroup(sum(lines.map(sum)))),
          ).toEqual([]);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('hides nothing where nothing is small, and zeros are no group', () => {
    const large = fc.oneof(fc.constant(0), fc.integer({ min: 5, max: 99 }));
    fc.assert(
      fc.property(tables(6, large), (people) => {
        expect(suppress(people)).toEqual(people.map((row) => row.map(() => false)));
      }),
    );
  });

  it('is the same each time, and what was hidden before stays hidden', () => {
    fc.assert(
      fc.property(tables(6), (people) => {
        const once = suppress(people);
        expect(suppress(people)).toEqual(once);
        const grown = people.map((row, r) => row.map((value, c) => value + ((r + c) % 2) * 3));
        const later = suppress(grown, once);
        expect(once.flatMap((row, r) => row.filter((hide, c) => hide && !later[r]?.[c]))).toEqual([]);
        if (isSmallGroup(sum(grown.map(sum)))) return;
        const published = publish(grown, later);
        expect(solved(published).filter((name) => isSmallGroup(published.truth.get(name) ?? 0))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    [
      'the least others make up a cycle',
      [
        [3, 9, 30],
        [8, 7, 40],
        [50, 60, 70],
      ],
      ['110', '110', '000'],
    ],
    [
      'a zero is hidden where nothing else helps',
      [
        [3, 20],
        [10, 0],
      ],
      ['11', '11'],
    ],
    [
      'two departments that hide each other’s sums',
      [
        [3, 0],
        [0, 20],
      ],
      ['10', '01'],
    ],
    ['one department', [[3, 20, 50]], ['110']],
    ['one channel', [[3], [20], [50]], ['1', '1', '0']],
    [
      'departments and each other: a table without its diagonal',
      [
        [null, 3, 20],
        [9, null, 30],
        [8, 40, null],
      ],
      ['011', '101', '110'],
    ],
    [
      'a whole of under five',
      [
        [1, 0],
        [0, 2],
      ],
      ['10', '01'],
    ],
    ['nobody at all', [[0, 0]], ['00']],
    ['no departments', [], []],
  ])('%s', (_name, people, expected) => {
    expect(suppress(people).map((row) => row.map(Number).join(''))).toEqual(expected);
  });
});

describe('a suppressed list', () => {
  it('hides at least two and five people, or nobody, unless there are no more', () => {
    fc.assert(
      fc.property(fc.array(count, { maxLength: 8 }), (people) => {
        const hidden = suppressList(people);
        const group = people.filter((value, at) => hidden[at] && value > 0);
        expect(people.every((value, at) => !isSmallGroup(value) || hidden[at])).toBe(true);
        if (!people.some(isSmallGroup)) expect(hidden).not.toContain(true);
        else if (sum(people) >= 5) expect([group.length > 1, sum(group) >= 5]).toEqual([true, true]);
        expect(suppressList(people)).toEqual(hidden);
      }),
    );
  });

  it.each([
    [
      [3, 9, 8, 8],
      [true, false, true, false],
    ],
    [
      [1, 1, 9],
      [true, true, true],
    ],
    [
      [2, 3, 9],
      [true, true, false],
    ],
    [
      [4, 0],
      [true, false],
    ],
    [[], []],
  ])('%j hides %j', (people, expected) => {
    expect(suppressList(people)).toEqual(expected);
  });

  it('keeps hidden what was, and adds another to one that is alone', () => {
    expect(suppressList([20, 30, 40], [false, true, false])).toEqual([true, true, false]);
  });
});
