import type { Observation } from './alert.ts';
import type { MetricRule, ThresholdRule } from './alert-rule.ts';
import type { AlertReason } from './alert-vocabulary.ts';
import type { MetricDefinition } from './metrics/metric.ts';
import type { DayRange } from './report-windows.ts';
import { silentSince } from './silent-since.ts';

/** A value as a report tells it, the guard of small groups applied. */
interface Told {
  metric: MetricDefinition;
  status: 'OK' | 'EMPTY' | 'WITHHELD' | 'INCOMPLETE';
  value: number | null;
  n: number | null;
  completeness: number | null;
  warnings: readonly { code: string }[];
}

/** A source as far as it tells whether its data are missing; instants in ISO 8601. */
interface Heard {
  cadence?: string | undefined;
  firstSeenAt?: string | undefined;
  lastInteractionAt?: string | undefined;
  pausedAt?: string | undefined;
  lastRunAt?: string | undefined;
  failingSince?: string | undefined;
}

/** A failure for less than an hour is the provider's, and passes. */
const failingAtLeast = 3_600_000;

/** Whether the condition of a rule over a metric is met, as far as what was told of the days can say. */
export function observeMetric(rule: MetricRule, told: Told, range: DayRange): Observation {
  if (rule.kind === 'COMPLETENESS') {
    if (told.completeness !== null) {
      const verdict = told.completeness < rule.threshold ? 'MET' : 'NOT_MET';
      return { verdict, value: told.completeness, n: null, range };
    }
    return unjudged(told.status === 'WITHHELD' ? 'WITHHELD' : 'NO_CADENCE', range);
  }
  if (told.status === 'WITHHELD' || told.value === null) {
    return unjudged(told.status === 'WITHHELD' ? 'WITHHELD' : 'EMPTY', range);
  }
  const { value, n } = told;
  const isBeyond = rule.comparison === 'ABOVE' ? value > rule.threshold : value < rule.threshold;
  const reason = doubt(rule, told, isBeyond);
  const seen = { value, n, range };
  return reason ? { verdict: 'UNJUDGED', ...seen, reason } : { verdict: isBeyond ? 'MET' : 'NOT_MET', ...seen };
}

/** Whether a source is silent for longer than its cadence, or has failed for an hour; a paused one is quiet on purpose. */
export function observeSource(source: Heard, now: number): Observation {
  const nothing = { value: null, n: null };
  if (source.pausedAt !== undefined) return { verdict: 'NOT_MET', ...nothing };
  const silent = silentSince(source, now);
  if (silent !== null) return { verdict: 'MET', ...nothing, reason: 'SILENT', reasonSince: silent };
  const failing = source.failingSince === undefined ? now : Date.parse(source.failingSince);
  if (now - failing >= failingAtLeast) return { verdict: 'MET', ...nothing, reason: 'FAILING', reasonSince: failing };
  if (source.cadence === undefined && source.lastRunAt === undefined) {
    return { verdict: 'UNJUDGED', ...nothing, reason: 'NO_CADENCE' };
  }
  return { verdict: 'NOT_MET', ...nothing };
}

/** What is seen of a question that has no answer: the reason alone. */
export const unjudged = (reason: AlertReason, range?: DayRange): Observation => ({
  verdict: 'UNJUDGED',
  value: null,
  n: null,
  reason,
  ...(range && { range }),
});

/**
 * Why a value cannot be held against a threshold. One that can only become greater can: it is beyond a threshold from
 * above once it is above, and not below one once it is not below.
 */
function doubt(rule: ThresholdRule, told: Told, isBeyond: boolean): AlertReason | undefined {
  if (told.n !== null && told.n < rule.minimumN) return 'TOO_FEW';
  const isFinal = rule.comparison === 'ABOVE' ? isBeyond : !isBeyond;
  if (told.status === 'INCOMPLETE' && (told.completeness ?? 0) < rule.minimumCompleteness) {
    if (!isFinal || !onlyGrows(told.metric)) return 'INCOMPLETE';
  }
  return told.warnings.some(({ code }) => code === 'CENSORED') && !isFinal ? 'CENSORED' : undefined;
}

/** Counts of what came: what is still missing can only add to them. */
const onlyGrows = ({ measure }: MetricDefinition): boolean =>
  measure.family === 'volume' && measure.denominator === undefined && measure.numerator.minus === undefined;
