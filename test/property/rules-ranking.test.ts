import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { enoughToRank, type RankedWeek, rankDepartments, type Standing } from '../../shared/ranking.ts';
import { isCensored } from '../../shared/told.ts';
import { addDays } from '../../shared/zone.ts';
import { anyTold, told } from '../told.ts';

const departments = ['a', 'b', 'c', 'd', 'e'];
const week = 7 * 24 * 3_600_000;

const standingsOf = (metric: string): fc.Arbitrary<Standing[]> =>
  fc
    .tuple(...departments.map((department) => anyTold(metric).map((value) => ({ department, value }))))
    .map((all) => [...all]);

const anyRanking = fc.constantFrom('WITHIN_TARGET', 'FIRST_RESPONSE_P50', 'OVERDUE', 'POSTS').chain((metric) =>
  fc.record({
    standings: standingsOf(metric),
    overFor: fc.constantFrom(0, week),
    weeks: fc
      .array(standingsOf(metric), { maxLength: 6 })
      .map((all) =>
        all.map((standings, at): RankedWeek => ({ monday: addDays('2026-01-05', 7 * at), standings, overFor: week })),
      ),
  }),
);

/** The departments that can be compared, the best first in groups of equals: by pairs, where the code goes by numbers. */
function groupsOf(standings: readonly Standing[], overFor: number, least: number): string[][] {
  const enough = ({ value }: Standing) =>
    isCensored(value) ? (value.denominator ?? 0) >= least : value.metric.unit === 'count' || (value.n ?? 0) >= least;
  const sure = standings.filter((one) => enough(one) && one.value.value !== null && !isCensored(one.value));
  const direction = standings[0]?.value.metric.goodDirection ?? 0;
  const better = (one: Standing, other: Standing) =>
    ((one.value.value ?? 0) - (other.value.value ?? 0)) * direction > 0;
  const worst = standings.filter(
    (one) =>
      isCensored(one.value) &&
      enough(one) &&
      sure.every(({ value }) => Math.max(one.value.value ?? 0, overFor / 1_000) > (value.value ?? 0)),
  );
  const groups: Standing[][] = [];
  for (const one of [...sure].sort((a, b) => (better(a, b) ? -1 : better(b, a) ? 1 : 0))) {
    const group = groups.at(-1);
    if (group?.[0] && !better(group[0], one)) group.push(one);
    else groups.push([one]);
  }
  return [...groups, worst]
    .filter(({ length }) => length > 0)
    .map((group) => group.map(({ department }) => department));
}

/** How many stand before a department, among some. */
const before = (groups: string[][], department: string, among: Set<string>): number =>
  groups
    .slice(
      0,
      groups.findIndex((group) => group.includes(department)),
    )
    .flat()
    .filter((one) => among.has(one)).length;

function naiveSince(department: string, ranked: string[][], weeks: readonly RankedWeek[]): string | null {
  const verdicts = weeks.map(({ monday, standings, overFor }) => {
    const groups = groupsOf(standings, overFor, enoughToRank.week);
    const both = new Set(groups.flat().filter((one) => ranked.flat().includes(one)));
    const apart = groups.filter((group) => group.some((one) => both.has(one))).length > 1;
    if (!both.has(department) || !apart) return { monday, holds: undefined };
    const places = [groups, ranked].map((all) => {
      const first = before(all, department, both);
      const equals = all.find((group) => group.includes(department))?.filter((one) => both.has(one)).length ?? 0;
      return Array.from({ length: equals }, (_, place) => first + place);
    });
    return { monday, holds: places[0]?.some((place) => places[1]?.includes(place)) ?? false };
  });
  const lost = verdicts.findLastIndex(({ holds }) => holds === false);
  return verdicts.slice(lost + 1).find(({ holds }) => holds)?.monday ?? null;
}

describe('a ranking', () => {
  it('does not depend on the order of departments', () => {
    fc.assert(
      fc.property(anyRanking, fc.shuffledSubarray(departments, { minLength: 5 }), ({ weeks, ...range }, order) => {
        const sorted = (standings: readonly Standing[]) =>
          order.flatMap((department) => standings.filter((one) => one.department === department));
        const shuffled = weeks.map((one) => ({ ...one, standings: sorted(one.standings) }));
        expect(rankDepartments({ ...range, standings: sorted(range.standings) }, shuffled)).toEqual(
          rankDepartments(range, weeks),
        );
      }),
    );
  });

  it('gives each the number of those before it and one, and says since when as looking at week after week does', () => {
    fc.assert(
      fc.property(anyRanking, ({ weeks, ...range }) => {
        const groups = groupsOf(range.standings, range.overFor, enoughToRank.range);
        const all = new Set(groups.flat());
        for (const { department, rank, since, orEarlier } of rankDepartments(range, weeks)) {
          expect(rank).toBe(all.has(department) ? before(groups, department, all) + 1 : null);
          expect(since).toBe(all.has(department) ? naiveSince(department, groups, weeks) : null);
          expect(orEarlier).toBe(since !== null && since === weeks[0]?.monday);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('never ranks shares and medians that rest on little', () => {
    fc.assert(
      fc.property(anyRanking, ({ weeks, ...range }) => {
        for (const { rank, value } of rankDepartments(range, weeks)) {
          if (rank === null || value.metric.unit === 'count') continue;
          expect(isCensored(value) ? value.denominator : value.n).toBeGreaterThanOrEqual(enoughToRank.range);
        }
      }),
    );
  });

  it('says nothing of what is withheld: it comes last by its name, and all others stand as without it', () => {
    fc.assert(
      fc.property(anyRanking, ({ weeks, standings, overFor }) => {
        const hidden = standings.map((one) =>
          one.department === 'c' ? { ...one, value: told(one.value.metric.id, { status: 'WITHHELD' }) } : one,
        );
        const without = standings.filter(({ department }) => department !== 'c');
        const entries = rankDepartments({ standings: hidden, overFor }, weeks);
        expect(entries.find(({ department }) => department === 'c')).toMatchObject({ rank: null, since: null });
        expect(entries.filter(({ department }) => department !== 'c')).toEqual(
          rankDepartments({ standings: without, overFor }, weeks),
        );
        const unranked = entries.filter(({ rank }) => rank === null).map(({ department }) => department);
        expect(unranked).toEqual([...unranked].sort());
      }),
    );
  });

  const seconds = (value: number | null, over = {}) =>
    told('FIRST_RESPONSE_P50', { value, status: value === null ? 'EMPTY' : 'OK', n: 30, denominator: 30, ...over });
  const ranksOf = (values: Record<string, ReturnType<typeof seconds>>, overFor: number) =>
    Object.fromEntries(
      rankDepartments(
        { standings: Object.entries(values).map(([department, value]) => ({ department, value })), overFor },
        [],
      ).map(({ department, rank }) => [department, rank]),
    );
  const open = { warnings: [{ code: 'CENSORED' }] };

  it('puts whoever has not answered most enquiries since the days were over behind those who have', () => {
    const values = { quick: seconds(60), slow: seconds(3_600), never: seconds(null, open), hardly: seconds(20, open) };
    expect(ranksOf(values, week)).toEqual({ quick: 1, slow: 2, never: 3, hardly: 3 });
    // While the days go on, those enquiries may be a minute old.
    expect(ranksOf(values, 0)).toEqual({ quick: 1, slow: 2, never: null, hardly: null });
  });

  it('says of the last one that it was last, too, in weeks in which another was as bad', () => {
    const day = (department: string, value: ReturnType<typeof seconds>) => ({ department, value });
    const over = [day('quick', seconds(60)), day('slow', seconds(3_600)), day('never', seconds(null, open))];
    const both = [day('quick', seconds(60)), day('slow', seconds(null, open)), day('never', seconds(null, open))];
    const weeks = ['2026-01-05', '2026-01-12'].map((monday) => ({ monday, standings: both, overFor: week }));
    const entries = rankDepartments({ standings: over, overFor: week }, weeks);
    expect(entries.map(({ department, since }) => [department, since])).toEqual([
      ['quick', '2026-01-05'],
      ['slow', '2026-01-05'],
      ['never', '2026-01-05'],
    ]);
  });

  it('of a metric without a good direction has the greatest first, and no rank', () => {
    const of = (department: string, value: number) => ({ department, value: told('ENQUIRIES', { value, n: value }) });
    const entries = rankDepartments({ standings: [of('a', 3), of('b', 9), of('c', 3)], overFor: 0 }, []);
    expect(entries.map(({ department, rank }) => [department, rank])).toEqual([
      ['b', null],
      ['a', null],
      ['c', null],
    ]);
  });
});
