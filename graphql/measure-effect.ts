import { ApiError } from '../shared/errors.ts';
import { comparedWeeks } from '../shared/initiative-effect.ts';
import type { Initiative } from '../shared/plans.ts';
import type { Days } from '../shared/whole-weeks.ts';
import type { ApiContext } from './context.ts';
import { measureTotals } from './measure-totals.ts';
import type { MetricValue } from './plan/report.ts';
import { todayOf } from './today-of.ts';

/** A metric before and since an initiative began. */
export interface MeasuredEffect {
  before: MetricValue;
  after: MetricValue | null;
  /** Relative; percentage points for ratios. */
  change: number | null;
  beforeRange: Days;
  afterRange: Days | null;
  weeks: number;
  complete: boolean;
}

export const maxEffectWeeks = 52;

/** Compares the whole weeks before an initiative with as many since, in its department or in the company. */
export async function measureEffect(
  initiative: Initiative,
  { metric, weeks, company }: { metric: string; weeks: number; company: boolean },
  context: ApiContext,
): Promise<MeasuredEffect> {
  if (!(weeks >= 1 && weeks <= maxEffectWeeks)) {
    throw new ApiError('BAD_REQUEST', `weeks: 1 to ${maxEffectWeeks}.`, { field: 'weeks' });
  }
  const compared = comparedWeeks(initiative.from, weeks, todayOf(context));
  const department = company ? undefined : initiative.department;
  const measure = async (days: Days) => {
    const [value] = await measureTotals([metric], days, department, context);
    return value as MetricValue;
  };
  const [before, after] = await Promise.all([measure(compared.before), compared.after && measure(compared.after)]);
  return {
    before,
    after: after ?? null,
    change: after ? changeOf(before, after) : null,
    beforeRange: compared.before,
    afterRange: compared.after ?? null,
    weeks: compared.weeks,
    complete: compared.complete,
  };
}

function changeOf({ metric, value: before }: MetricValue, { value: after }: MetricValue): number | null {
  if (before === null || after === null) return null;
  if (metric.unit === 'ratio') return (after - before) * 100;
  return before === 0 ? null : (after - before) / before;
}
