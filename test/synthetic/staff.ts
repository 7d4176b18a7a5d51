import { type Random, randomOf } from './random.ts';

export interface Employee {
  id: string;
  number: number;
  manager: boolean;
  /** Never says which department is theirs: it is the one that the interaction happens in. */
  silent: boolean;
  /** Departments from an instant on, oldest first. */
  departments: { from: number; id: string }[];
}

/** Employees and, of them, managers. */
const sizes: Record<string, [number, number]> = {
  marketing: [12, 5],
  sales: [12, 4],
  communications: [10, 2],
  product: [11, 2],
  service: [14, 6],
  hr: [8, 1],
  management: [9, 7],
};

/** Weeks (the first is 0) in which so few people of a department do anything. */
const fewIn: Record<string, Record<number, number>> = {
  hr: { 6: 3, 7: 3, 8: 4, 14: 1 },
  management: { 10: 4, 11: 2, 16: 0 },
};

/** Who changes department, when and to where; one at the turn of a week, the others within one. */
const moves: Record<string, { from: string; id: string }> = {
  'marketing:11': { from: '2026-05-04T00:00:00+02:00', id: 'sales' },
  'sales:10': { from: '2026-05-13T12:00:00+02:00', id: 'product' },
  'service:12': { from: '2026-06-10T00:00:00+02:00', id: 'communications' },
};

const weekMs = 7 * 86_400_000;
const start = Date.parse('2026-03-02T00:00:00+01:00');

/** The week of an instant, by the clock of Berlin; its summer time begins at the end of the fourth week. */
export const weekOf = (at: number): number =>
  Math.floor((at + (at >= Date.parse('2026-03-29T01:00:00Z') ? 3_600_000 : 0) - start) / weekMs);

export interface Staff {
  all: readonly Employee[];
  /** Somebody of a department who works in the week of an instant; undefined when nobody does. */
  someone(department: string, at: number): Employee | undefined;
  /** Everybody of a department who works in that week. */
  working(department: string, at: number): Employee[];
}

export const departmentOf = ({ departments }: Employee, at: number): string =>
  departments.findLast(({ from }) => from <= at)?.id ?? '';

/** Some eighty employees of seven departments, each of whom works in about six weeks of seven. */
export function hireStaff(random: Random): Staff {
  const all = Object.entries(sizes).flatMap(([department, [size, managers]]) =>
    Array.from({ length: size }, (_, number): Employee => {
      const name = `${department}:${number}`;
      const move = moves[name];
      return {
        id: `synthetic:employee:${name}`,
        number,
        manager: number < managers,
        silent: department === 'service' && number >= 9 && number < 12,
        departments: [{ from: 0, id: department }, ...(move ? [{ from: Date.parse(move.from), id: move.id }] : [])],
      };
    }),
  );
  const working = (department: string, at: number) => {
    const week = weekOf(at);
    const team = all.filter((employee) => departmentOf(employee, at) === department);
    const few = fewIn[department]?.[week];
    if (few !== undefined) return team.slice(0, few);
    return team.filter((employee, index) => index < 6 || randomOf(week * 97 + employee.number * 7919).chance(0.8));
  };
  return {
    all,
    working,
    someone: (department, at) => {
      const there = working(department, at);
      return there.length > 0 ? random.pick(there) : undefined;
    },
  };
}
