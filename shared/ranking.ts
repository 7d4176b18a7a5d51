import { isCensored, isEnough, type Told } from './told.ts';

/** A department's value of the metric that is ranked. */
export interface Standing<Value extends Told = Told> {
  department: string;
  value: Value;
}

/** An ISO week, named by its Monday, with what each department did in it. */
export interface RankedWeek {
  monday: string;
  standings: readonly Standing[];
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
  standings: readonly Standing<Value>[],
  weeks: readonly RankedWeek[],
): RankedEntry<Value>[] {
  const ranked = comparable(standings, enoughToRank.range);
  const weekly = weeks.map(({ monday, standings: of }) => ({ monday, ranked: comparable(of, enoughToRank.week) }));
  return standings
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
 * The departments that can be compared. A censored median can only become greater: it is ranked where it is the worst as
 * it stands, all such ones as equals.
 */
function comparable(standings: readonly Standing[], least: number): Ranked[] {
  const told = standings.flatMap(({ department, value }) => {
    const direction = value.metric.goodDirection;
    if (value.value === null || direction === 0 || !isEnough(value, least)) return [];
    return [{ department, place: -direction * value.value, censored: isCensored(value) }];
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

/**
 * The first week of those, up to the last that tells, in which the department stood among the others as it does over the
 * range, among those that both compare. A week in which it is not compared, or in which all are equal, does not tell.
 */
function heldSince(
  department: string,
  ranked: readonly Ranked[],
  weeks: readonly { monday: string; ranked: readonly Ranked[] }[],
): string | null {
  let since: string | null = null;
  for (const { monday, ranked: inWeek } of weeks.toReversed()) {
    const both = ranked.filter((one) => inWeek.some((other) => other.department === one.department));
    const common = inWeek.filter((one) => both.some((other) => other.department === one.department));
    const isCompared = common.some((one) => one.department === department);
    if (!isCompared || new Set(common.map(({ place }) => place)).size < 2) continue;
    if (rankIn(department, both) !== rankIn(department, common)) break;
    since = monday;
  }
  return since;
}

function byPlace(one: RankedEntry, other: RankedEntry): number {
  const [place, otherPlace] = [one.rank ?? Number.MAX_VALUE, other.rank ?? Number.MAX_VALUE];
  if (place !== otherPlace) return place - otherPlace;
  const isDirectionless = one.value.metric.goodDirection === 0;
  const [value, otherValue] = [one, other].map((entry) => entry.value.value ?? Number.NEGATIVE_INFINITY) as [
    number,
    number,
  ];
  if (isDirectionless && value !== otherValue) return value > otherValue ? -1 : 1;
  return one.department < other.department ? -1 : 1;
}
