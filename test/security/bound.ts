import type { Headcount } from './attacker.ts';
import { departments } from './small-company.ts';

const nobodyKnows = 1_000_000;

/**
 * What follows for somebody who also knows that nobody is less than nobody, that whoever was met in a part was met in the
 * whole, and that a whole is no more than its parts together: bounds of the employees of each department in each of the
 * ranges, over all channels, made narrower until nothing changes. Returned is what has only one value left.
 */
export function bound(told: readonly Headcount[], ranges: readonly string[]): Headcount[] {
  const at = (department: number, range: number) => department * ranges.length + range;
  const lo = new Int32Array(departments.length * ranges.length);
  const hi = new Int32Array(lo.length).fill(nobodyKnows);
  const sums = told.map(({ people, days, departments: set }) => ({
    people,
    of: departments.flatMap((_, d) => ((set >> d) & 1 ? [at(d, ranges.indexOf(days))] : [])),
  }));
  let changed = true;
  const narrow = (index: number, least: number, most: number) => {
    if (least <= (lo[index] as number) && most >= (hi[index] as number)) return;
    lo[index] = Math.max(least, lo[index] as number);
    hi[index] = Math.min(most, hi[index] as number);
    changed = true;
  };
  const low = (index: number) => lo[index] as number;
  const high = (index: number) => hi[index] as number;
  const { parts, pairs } = partsOf(ranges);
  while (changed) {
    changed = false;
    for (const { of, people } of sums) {
      const least = of.reduce((sum, one) => sum + low(one), 0);
      const most = of.reduce((sum, one) => sum + high(one), 0);
      for (const one of of) narrow(one, people - (most - high(one)), people - (least - low(one)));
    }
    for (const d of departments.keys()) {
      for (const [whole, part] of parts) {
        narrow(at(d, whole), low(at(d, part)), nobodyKnows);
        narrow(at(d, part), 0, high(at(d, whole)));
      }
      for (const [whole, one, other] of pairs) {
        narrow(at(d, whole), 0, high(at(d, one)) + high(at(d, other)));
        narrow(at(d, one), low(at(d, whole)) - high(at(d, other)), nobodyKnows);
        narrow(at(d, other), low(at(d, whole)) - high(at(d, one)), nobodyKnows);
      }
    }
  }
  return departments.flatMap((_, d) =>
    ranges.flatMap((days, range) => {
      const [people, most] = [low(at(d, range)), high(at(d, range))];
      return people === most ? [{ days, departments: 1 << d, channels: 0, people }] : [];
    }),
  );
}

/** Which ranges lie in others, and which two that meet or overlap are together another. */
function partsOf(ranges: readonly string[]): { parts: [number, number][]; pairs: [number, number, number][] } {
  const days = ranges.map((range) => range.split('|') as [from: string, to: string]);
  const pairsOf = (whole: number): [number, number][] =>
    days.flatMap(([from, to], part) =>
      part !== whole && from >= (days[whole]?.[0] ?? '') && to <= (days[whole]?.[1] ?? '') ? [[whole, part]] : [],
    );
  const parts = ranges.flatMap((_, whole) => pairsOf(whole));
  const pairs = ranges.flatMap((_, whole) => {
    const inside = pairsOf(whole).map(([, part]) => part);
    const first = inside.filter((one) => days[one]?.[0] === days[whole]?.[0]);
    const last = inside.filter((one) => days[one]?.[1] === days[whole]?.[1]);
    return first.flatMap((one) =>
      last.flatMap((other): [number, number, number][] =>
        Date.parse(days[other]?.[0] ?? '') - Date.parse(days[one]?.[1] ?? '') <= 86_400_000
          ? [[whole, one, other]]
          : [],
      ),
    );
  });
  return { parts, pairs };
}
