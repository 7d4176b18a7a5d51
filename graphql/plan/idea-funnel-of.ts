import { ideaSteps } from '../../shared/idea.ts';
import { ideaSketchByDay, ideasByDay } from '../../shared/store/cell-formats.ts';
import type { Days } from './days.ts';
import {
  cohortOf,
  cohortsByDay,
  declinedAfter,
  fromEmployees,
  type IdeaCohort,
  medianDays,
  stepCount,
} from './measure-ideas.ts';
import type { ReportDeps } from './plan-report.ts';

/** A step of the ideas submitted in a range. */
export interface FunnelStep {
  step: string;
  /** Ideas that made it here. */
  count: number;
  /** Ideas at the step before that are neither declined nor here yet; 0 for the first step. */
  open: number;
  /** Ideas declined at the step before. */
  declined: number;
  /** Median days from the step before, of those that made both; null for the first step, or when none did. */
  medianDays: number | null;
  /** How many of the ideas submitted came from employees. */
  employees: number;
}

/** What became of the ideas submitted on home days: of one department, or of all. */
export async function ideaFunnelOf(
  range: Days,
  department: string | undefined,
  { reader }: Pick<ReportDeps, 'reader'>,
): Promise<FunnelStep[]> {
  const snapshot = await reader.at(range.from, range.to);
  const [counters, sketches] = await Promise.all([
    snapshot.read(ideasByDay, 'x', range.from, range.to),
    snapshot.read(ideaSketchByDay, 'x', range.from, range.to),
  ]);
  const isAsked = (member: string) => department === undefined || member.startsWith(`${department}|`);
  const days = cohortsByDay({ counters, sketches }, (member) => (isAsked(member) ? 0 : -1));
  return stepsOf(cohortOf(days, range));
}

const stepsOf = (cohort: IdeaCohort): FunnelStep[] =>
  ideaSteps.map((step, index) => {
    const count = stepCount(cohort, index);
    const declined = index === 0 ? 0 : declinedAfter(cohort, index - 1);
    return {
      step,
      count,
      declined,
      open: index === 0 ? 0 : stepCount(cohort, index - 1) - count - declined,
      medianDays: index === 0 ? null : medianDays(cohort, `${index}`),
      employees: fromEmployees(cohort),
    };
  });
