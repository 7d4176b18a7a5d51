import { refused } from '../../shared/changes/change.ts';
import { goalDays } from '../../shared/goal-progress.ts';
import { assess, evidenceRange, type MaturityAssessment } from '../../shared/maturity.ts';
import { findMetric } from '../../shared/metrics/catalogue.ts';
import type { DepartmentConfig, Organisation } from '../../shared/organisation.ts';
import { knownZone } from '../../shared/zone.ts';
import type { ApiContext } from '../context.ts';
import { countsOn, evidenceOf } from './maturity-evidence.ts';
import { readMaturity } from './maturity-readings.ts';

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
  if (asOf > today) throw refused('asOf', `${asOf} is ahead; today (${today}) is the last day`);
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
    const days = goal.department !== undefined && countsOn(goal, asOf) && goalDays(goal, asOf);
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
