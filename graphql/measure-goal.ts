import { goalDays } from '../shared/goal-progress.ts';
import { findMetric } from '../shared/metrics/catalogue.ts';
import type { Goal } from '../shared/plans.ts';
import type { Days } from '../shared/whole-weeks.ts';
import type { ApiContext } from './context.ts';
import { measureTotals } from './measure-totals.ts';
import type { MetricValue } from './plan/report.ts';
import { todayOf } from './today-of.ts';

/** The value of a goal's metric over the days that it is judged by. */
export interface MeasuredGoal {
  range: Days;
  value: MetricValue;
}

type Totals = Promise<MetricValue[]>;
const reports = new WeakMap<ApiContext, Map<string, Totals>>();

/**
 * Measures a goal; undefined before its first whole week is over, and when its metric is none any more. Goals of one
 * request that are judged by the same days of the same department share one report.
 */
export async function measureGoal(goal: Goal, context: ApiContext): Promise<MeasuredGoal | undefined> {
  const today = todayOf(context);
  const range = goalDays(goal, today);
  if (!range || !findMetric(goal.metric)) return undefined;
  const shared = reports.get(context) ?? new Map<string, Totals>();
  reports.set(context, shared);
  const key = keyOf(range, goal.department);
  let totals = shared.get(key);
  if (!totals) {
    const metrics = context.directory.organisation.goals.filter((other) => {
      const days = goalDays(other, today);
      return days && keyOf(days, other.department) === key && findMetric(other.metric);
    });
    const ids = new Set([goal, ...metrics].map(({ metric }) => metric));
    totals = measureTotals([...ids], range, goal.department, context);
    shared.set(key, totals);
  }
  const value = (await totals).find(({ metric }) => metric.id === goal.metric);
  return value && { range, value };
}

const keyOf = ({ from, to }: Days, department = ''): string => `${from} ${to} ${department}`;
