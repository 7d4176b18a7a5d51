import { isCensored, isEnough, type Told } from './told.ts';

/** A department's value of the metric that is ranked. */
export interface Standing<Value extends Told = Told> {
  department: string;
  value: Value;
}

/** What departments did over some days, and the milliseconds since these were over: 0 while they are not. */
export interface Standings<Value extends Told = Told> {
  standings: readonly Standing<Value>[];
  overFor: number;
}

/** An ISO week, named by its Monday. */
export interface RankedWeek extends Standings {
  monday: string;
}

export interface RankedEntry<Value extends Told = Told> extends Standing<Value> {
  /** 1 is best, equal values share one; null: the value does not say. */
  rank: number | null;
  /** The Monday since which it has held the rank; null: it did not in the last week that tells. */
  since: string | null;
  /** `since` is the first week that was looked at, so it may have begun before. */
  orEarlier: boolean;
}

/** How many observations a share or a median must rest on to be ranked, over the whole range and in a week. */
export const enoughToRank = { range: 20, week: 5 } as const;

/**
 * Ranks departments by a metric, best first, those without a rank last, equal ones by id; of a metric without a good
 * direction nobody has a rank, and the greatest value comes first. Says since when, of whole weeks given oldest first, each
 * has held its rank. Looks at told values only, so that no order and no rank tells of a withheld one.
 */
export function rankDepartments<Value extends Told>(
  range: Standings<Value>,
  weeks: readonly RankedWeek[],
): RankedEntry<Value>[] {
  const ranked = comparable(range, enoughToRank.range);
  const weekly = weeks.map((week) => ({ monday: week.monday, ranked: comparable(week, enoughToRank.week) }));
  return range.standings
    .map((standing) => {
      const isRanked = ranked.some(({ department }) => department === standing.department);
      const since = isRanked ? heldSince(standing.department, ranked, weekly) : null;
      return {
        ...standing,
        rank: isRanked ? rankIn(standing.department, ranked) : null,
        since,
        orEarlier: since !== null && since === weeks[0]?.monday,
      };
    })
    .sort(byPlace);
}

/** A value as it is compared: the lower, the better. */
interface Ranked {
  department: string;
  place: number;
}

/**
 * The departments that can be compared. Of a censored median so much is open that it is at least as long as the days are
 * over: where that, or what was measured, is more than every other median, it is surely the worst; all such ones are equal.
 */
function comparable({ standings, overFor }: Standings, least: number): Ranked[] {
  const told = standings.flatMap(({ department, value }) => {
    const { goodDirection, unit } = value.metric;
    if (isCensored(value)) {
      const open = overFor / (unit === 'days' ? 86_400_000 : 1_000);
      const isKnown = goodDirection === -1 && (value.denominator ?? 0) >= least;
      return isKnown ? [{ department, place: Math.max(value.value ?? 0, open), censored: true }] : [];
    }
    if (value.value === null || goodDirection === 0 || !isEnough(value, least)) return [];
    return [{ department, place: -goodDirection * value.value, censored: false }];
  });
  const worst = Math.max(...told.filter(({ censored }) => !censored).map(({ place }) => place));
  return told.flatMap(({ department, place, censored }) => {
    if (!censored) return [{ department, place }];
    return place > worst ? [{ department, place: Number.POSITIVE_INFINITY }] : [];
  });
}

function rankIn(department: string, ranked: readonly Ranked[]): number {
  const own = ranked.find((one) => one.department === department)?.place ?? Number.NaN;
  return 1 + ranked.filter(({ place }) => place < own).length;
}

/** The places that a department and its equals take together: of two last ones among four, 3 to 4. */
function placesOf(department: string, ranked: readonly Ranked[]): { first: number; last: number } {
  const own = ranked.find((one) => one.department === department)?.place ?? Number.NaN;
  const first = rankIn(department, ranked);
  return { first, last: first - 1 + ranked.filter(({ place }) => place === own).length };
}

const sharePlace = (one: { first: number; last: number }, other: { first: number; last: number }): boolean =>
  one.first <= other.last && other.first <= one.last;

/**
 * The first week of those, up to the last that tells, in which the department stood among the others as it does over the
 * range, among those that both compare; alone or beside equals, who share their places. A week in which it is not compared, or in which all are equal, does not tell.
 */
function heldSince(
  department: string,
  ranked: readonly Ranked[],
  weeks: readonly { monday: string; ranked: readonly Ranked[] }[],
): string | null {
  let since: string | null = null;
  for (const { monday, ranked: inWeek } of weeks.toReversed()) {
    const common = inWeek.filter((one) => ranked.some((other) => other.department === one.department));
    const isCompared = common.some((one) => one.department === department);
    if (!isCompared || new Set(common.map(({ place }) => place)).size < 2) continue;
    const both = ranked.filter((one) => common.some((other) => other.department === one.department));
    if (!sharePlace(placesOf(department, both), placesOf(department, common))) break;
    since = monday;
  }
  return since;
}

function byPlace(one: RankedEntry, other: RankedEntry): number {
  const [place, otherPlace] = [one.rank ?? Number.MAX_VALUE, other.rank ?? Number.MAX_VALUE];
  if (place !== otherPlace) return place - otherPlace;
  if (one.value.metric.goodDirection === 0) {
    const [value, otherValue] = [one.value.value ?? -1, other.value.value ?? -1];
    if (value !== otherValue) return otherValue - value;
  }
  return one.department < other.department ? -1 : 1;
}
