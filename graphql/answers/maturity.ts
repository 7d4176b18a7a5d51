import { ApiError } from '../../shared/errors.ts';
import { goalDays, goalOnTrack } from '../../shared/goal-progress.ts';
import { assess, evidenceRange, type MaturityAssessment, type MaturityEvidence } from '../../shared/maturity.ts';
import type { Measured } from '../../shared/maturity-criteria.ts';
import { findMetric } from '../../shared/metrics/catalogue.ts';
import type { DepartmentConfig, Organisation } from '../../shared/organisation.ts';
import type { Goal } from '../../shared/plans.ts';
import { knownZone } from '../../shared/zone.ts';
import type { ApiContext } from '../context.ts';
import { type MaturityReadings, measuredAs, readMaturity } from './maturity-readings.ts';

export interface MaturityAnswer extends MaturityAssessment {
  department: DepartmentConfig;
  asOf: string;
  /** The evidence weeks. */
  from: string;
  to: string;
}

type Assess = (department: DepartmentConfig) => MaturityAnswer;
const asked = new WeakMap<ApiContext, Map<string, { organisation: Organisation; assess: Promise<Assess> }>>();

/**
 * Assesses departments as of a day, by default today in the home zone. All are read together and once for each request,
 * whether it asks for all of them or for some.
 */
export async function maturityAsOf(day: string | null | undefined, context: ApiContext): Promise<Assess> {
  const { deps, directory } = context;
  const { organisation } = directory;
  const today = knownZone(organisation.homeTimeZone).dayOf(deps.clock());
  const asOf = day ?? today;
  if (asOf > today) throw new ApiError('BAD_REQUEST', `asOf: ${asOf} is ahead; today (${today}) is the last day.`);
  const days = asked.get(context) ?? new Map<string, { organisation: Organisation; assess: Promise<Assess> }>();
  asked.set(context, days);
  const known = days.get(asOf);
  if (known?.organisation === organisation) return known.assess;
  const reading = prepare(asOf, organisation, deps);
  days.set(asOf, { organisation, assess: reading });
  return reading;
}

async function prepare(asOf: string, organisation: Organisation, deps: ApiContext['deps']): Promise<Assess> {
  const range = evidenceRange(asOf);
  const wanted = organisation.goals.flatMap((goal) => {
    const days = goal.department !== undefined && isCurrent(goal, asOf) && goalDays(goal, asOf);
    return days && findMetric(goal.metric) ? [{ metric: goal.metric, days }] : [];
  });
  const readings = await readMaturity(range, wanted, organisation, deps);
  return (department) => ({
    department,
    asOf,
    ...range,
    ...assess(evidenceOf(department, asOf, range.to, organisation, readings), organisation.maturity),
  });
}

const isCurrent = ({ from, due }: Goal, asOf: string): boolean => from <= asOf && asOf <= due;

function evidenceOf(
  { id, headcount }: DepartmentConfig,
  asOf: string,
  lastDay: string,
  organisation: Organisation,
  readings: MaturityReadings,
): MaturityEvidence {
  const metric = (name: string) => measuredAs(readings.metric(id, name));
  const shipped = readings.metric(id, 'IDEAS_SHIPPED');
  const goals = organisation.goals.filter((goal) => goal.department === id && isCurrent(goal, asOf));
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
