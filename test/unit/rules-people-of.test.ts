import { expect, test } from 'vitest';
import { eachOnce, inSeveral } from '../../graphql/plan/kept-presences.ts';
import { createPeople } from '../../graphql/plan/people-of.ts';
import { presenceOf } from '../../shared/metrics/people.ts';
import type { MetPeople } from '../../shared/store/people-format.ts';

const met = (tag: string, ...keys: number[]): MetPeople => ({
  presence: presenceOf(tag),
  keys: Float64Array.from(keys),
});
const customers = 'service|x|c';
const employees = 'service|x|e|sales||';
const days = { from: '2026-03-01', to: '2026-03-02' };
const week = () =>
  new Map([
    ['2026-03-01', [met(customers, 1, 2, 3), met(employees, 7, 8)]],
    ['2026-03-02', [met(customers, 2, 3, 4), met(employees, 8, 9)]],
    ['2026-03-03', [met(employees, 10)]],
  ]);

test('people are counted once, on the days and under the presences asked for', () => {
  const people = createPeople(week(), new Map());
  expect(people.count(days, ({ kind }) => kind === 'customer')).toEqual({ count: 4, error: 0 });
  expect(people.count(days, ({ own }) => own === 'sales').count).toBe(3);
  expect(people.count({ ...days, to: '2026-03-03' }, () => true).count).toBe(8);
  expect(
    [
      ...people
        .groups(
          days,
          () => true,
          ({ own }) => own,
        )
        .keys(),
    ].sort(),
  ).toEqual(['sales', 'service']);
  expect(people.presences(days).map(({ kind }) => kind)).toEqual(['customer', 'employee']);
});

test('a day that was read anew is counted anew, also when the days were asked for before', () => {
  const representatives = new Map<number, number>();
  const cells = week();
  const count = () => createPeople(cells, representatives).count(days, () => true).count;
  expect(count()).toBe(7);
  cells.set('2026-03-02', [met(employees, 11)]);
  expect(count()).toBe(6);
  cells.delete('2026-03-01');
  expect(count()).toBe(1);
});

test('people who were merged are one, and their key is found in its place', () => {
  const merged = new Map([[9, 0]]);
  const people = createPeople(new Map([['2026-03-01', [met(employees, 7, 9), met(customers, 0)]]]), merged);
  expect(people.count(days, () => true).count).toBe(2);
  const [keys] = people.keys(days, ({ kind }) => kind === 'employee');
  expect([...(keys ?? [])]).toEqual([0, 7]);
});

test('keys of several arrays: each once, and those in enough of them', () => {
  const arrays = [Float64Array.of(1, 3, 5), Float64Array.of(3, 4, 5), Float64Array.of(0, 3)];
  expect([...eachOnce(arrays)]).toEqual([0, 1, 3, 4, 5]);
  expect([1, 2, 3, 4].map((atLeast) => inSeveral(arrays, atLeast))).toEqual([5, 2, 1, 0]);
  expect([...eachOnce([])]).toEqual([]);
});
