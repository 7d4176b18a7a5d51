import { goalDays, goalOnTrack } from '../../shared/goal-progress.ts';
import { impossibleValue } from '../../shared/goal-values.ts';
import type { MaturityEvidence } from '../../shared/maturity.ts';
import type { Measured } from '../../shared/maturity-criteria.ts';
import type { DepartmentConfig, Organisation } from '../../shared/organisation.ts';
import type { Goal } from '../../shared/plans.ts';
import { type MaturityReadings, measuredAs } from './maturity-readings.ts';

/** Whether a goal counts on a day: it holds then, and is one between values that its metric can have. */
export const countsOn = (goal: Goal, asOf: string): boolean =>
  goal.from <= asOf && asOf <= goal.due && !impossibleValue(goal);

/** What is known of a department on a day, from readings over the weeks that end on `lastDay`. */
export function evidenceOf(
  { id, headcount }: DepartmentConfig,
  asOf: string,
  lastDay: string,
  organisation: Organisation,
  readings: MaturityReadings,
): MaturityEvidence {
  const metric = (name: string) => measuredAs(readings.metric(id, name));
  const shipped = readings.metric(id, 'IDEAS_SHIPPED');
  const goals = organisation.goals.filter((goal) => goal.department === id && countsOn(goal, asOf));
  return {
    asOf,
    ...socialEvidence(id, readings),
    dialogueRatio: metric('DIALOGUE_RATIO'),
    responseRate: metric('RESPONSE_RATE'),
    withinTarget: metric('WITHIN_TARGET'),
    attestations: organisation.attestations.filter(({ department }) => department === id),
    goals: { value: goals.length, n: null },
    goalsOnTrack: goalsOnTrack(goals, asOf, readings),
    connectedDepartments: connections(id, readings),
    headcount: headcount.findLast(({ from }) => from <= lastDay)?.count ?? null,
    adoption: metric('ADOPTION'),
    socialShare: metric('SOCIAL_SHARE'),
    openness: metric('OPENNESS'),
    ideasShipped: { value: shipped?.numerator ?? 0, n: shipped?.denominator ?? 0 },
  };
}

/** Posts count when they are ours: going out. */
function socialEvidence(id: string, { weeks, channels }: MaturityReadings) {
  const listened = new Map<number, number>();
  const posted = new Map<number, number>();
  for (const { start, direction, values } of weeks.get(id) ?? []) {
    const [mentions = 0, enquiries = 0, posts = 0] = values.map(({ value }) => value ?? 0);
    listened.set(start, (listened.get(start) ?? 0) + mentions + enquiries);
    if (direction === 'outbound') posted.set(start, (posted.get(start) ?? 0) + posts);
  }
  const used = (channels.get(id) ?? []).map(({ values: [interactions] }) => interactions?.value ?? 0);
  return {
    weeksListened: above0(listened.values()),
    weeksPosted: above0(posted.values()),
    socialChannels: above0(used),
  };
}

/** How many counts are not 0, and what all add up to. */
function above0(counts: Iterable<number>): Measured {
  const all = [...counts].filter((count) => count > 0);
  return { value: all.length, n: all.reduce((sum, count) => sum + count, 0) };
}

function goalsOnTrack(goals: readonly Goal[], asOf: string, readings: MaturityReadings): Measured {
  const values = goals.map((goal) => {
    const days = goalDays(goal, asOf);
    return { goal, measured: days && readings.metric(goal.department ?? '', goal.metric, days) };
  });
  const onTrack = values.filter(
    ({ goal, measured }) => measured && goalOnTrack(goal, measured.value, asOf, measured.metric.goodDirection) === true,
  );
  const withheld = values.some(({ measured }) => measured?.status === 'WITHHELD');
  return { value: onTrack.length, n: goals.length, withheld };
}

/** Other departments that write to this one, or it to them, often enough to be connected. */
function connections(id: string, { cells }: MaturityReadings): Measured {
  const others = cells.filter(({ from, to }) => from !== to && (from === id || to === id));
  const connected = others.filter((cell) => cell.connected).map(({ from, to }) => (from === id ? to : from));
  return {
    value: new Set(connected).size,
    n: others.reduce((sum, { interactions }) => sum + (interactions ?? 0), 0),
    withheld: others.some(({ withheld }) => withheld),
  };
}
