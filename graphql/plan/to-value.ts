import type { MetricDefinition, ResponseMeasure, VolumeMeasure } from '../../shared/metrics/metric.ts';
import { quantileOf, relativeError } from '../../shared/sketch.ts';
import { episodeColumns } from '../../shared/store/cell-formats.ts';
import type { Attribution, MetricValue, ReportWarning } from './report.ts';

/** What a metric's value is made from, at one place of a report. */
export interface Measured {
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  n: number | null;
  error: number;
  warnings: readonly ReportWarning[];
}

const none: readonly ReportWarning[] = [];
const nothing: Measured = { value: null, numerator: null, denominator: null, n: 0, error: 0, warnings: none };
const column = (measure: string): number => episodeColumns.indexOf(measure);
const [enquired, answered, closed, replied] = ['e', 'a', 'c', 'r'].map(column) as [number, number, number, number];

/** A volume metric from its numerator, denominator and n. */
export function volumeValue({ per, activities }: VolumeMeasure, sum: number, under: number, n: number): Measured {
  if (per === undefined) {
    const count = activities === 'audience' ? n : sum;
    return { value: sum, numerator: sum, denominator: null, n: count, error: 0, warnings: none };
  }
  return ratio(sum, under, n);
}

function ratio(numerator: number, denominator: number, n = denominator): Measured {
  if (denominator === 0) return { ...nothing, numerator, denominator };
  return { value: numerator / denominator, numerator, denominator, n, error: 0, warnings: none };
}

/** Episodes at one place of a report. */
export interface Episodes {
  /** `episodeColumns` counters. */
  counters: ArrayLike<number>;
  due: number;
  inTime: number;
  sketch: ArrayLike<number> | undefined;
  overdue: number;
  /** The place lies wholly after `asOf`: nothing can be overdue yet. */
  future: boolean;
}

/** A response metric from the episodes at its place. */
export function responseValue({ value }: ResponseMeasure, episodes: Episodes, attributeTo: Attribution): Measured {
  const { counters, due, inTime, overdue, future } = episodes;
  const [all = 0, withReply = 0] = [counters[enquired], counters[answered]];
  if (typeof value === 'object') return quantileValue(value.quantile, episodes, attributeTo);
  if (value === 'answered') {
    const count = attributeTo === 'ENQUIRY' ? withReply : (counters[replied] ?? 0);
    return { value: count, numerator: count, denominator: null, n: count, error: 0, warnings: none };
  }
  if (value === 'overdue') {
    if (future) return nothing;
    return { value: overdue, numerator: overdue, denominator: null, n: overdue, error: 0, warnings: none };
  }
  const measured = value === 'responseRate' ? ratio(withReply, all) : ratio(inTime, due);
  return attributeTo === 'ENQUIRY' ? measured : { ...measured, warnings: [byEnquiry] };
}

const byEnquiry: ReportWarning = {
  code: 'ATTRIBUTED_TO_ENQUIRY',
  message: 'A rate is a share of enquiries, so it is attributed to the enquiry whatever the report asks for.',
};

function quantileValue(q: number, { counters, sketch }: Episodes, attributeTo: Attribution): Measured {
  const milliseconds = sketch && quantileOf(sketch, q);
  if (attributeTo === 'RESPONSE') {
    const count = counters[replied] ?? 0;
    if (milliseconds === undefined) return { ...nothing, numerator: count, denominator: count };
    return {
      value: milliseconds / 1000,
      numerator: count,
      denominator: count,
      n: count,
      error: relativeError,
      warnings: none,
    };
  }
  const [all = 0, withReply = 0, ended = 0] = [counters[enquired], counters[answered], counters[closed]];
  const open = all - withReply - ended;
  const counted = { numerator: withReply, denominator: withReply + open, n: withReply };
  const share = all > 0 ? open / all : 0;
  const warnings = share > 1 - q + 1e-9 ? [censored(share)] : none;
  if (milliseconds === undefined) return { ...nothing, ...counted, warnings };
  return { ...counted, value: milliseconds / 1000, error: relativeError, warnings };
}

const censored = (share: number): ReportWarning => ({
  code: 'CENSORED',
  message: `${(share * 100).toFixed(1)} % of the enquiries are still open: the number can only become greater.`,
});

/** The value as the API gives it, compared with what it was. */
export function toMetricValue(metric: MetricDefinition, now: Measured, before: Measured | undefined): MetricValue {
  const previous = before?.value ?? null;
  return {
    metric,
    status: now.value === null ? 'EMPTY' : 'OK',
    value: now.value,
    previous,
    change: now.value === null || previous === null ? null : changeOf(metric, now.value, previous),
    numerator: now.numerator,
    denominator: now.denominator,
    n: now.n,
    error: now.error,
    completeness: null,
    warnings: now.warnings,
  };
}

/** Percentage points for ratios, else relative; null when there was nothing to be relative to. */
function changeOf({ unit }: MetricDefinition, value: number, previous: number): number | null {
  if (unit === 'ratio') return (value - previous) * 100;
  return previous === 0 ? null : (value - previous) / previous;
}
