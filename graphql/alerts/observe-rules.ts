import type { Observation } from '../../shared/alert.ts';
import { alertDays } from '../../shared/alert-days.ts';
import type { AlertRule, MetricRule, MissingDataRule } from '../../shared/alert-rule.ts';
import { observeMetric, observeSource, unjudged } from '../../shared/alert-verdict.ts';
import { isApiError } from '../../shared/errors.ts';
import { findMetric } from '../../shared/metrics/catalogue.ts';
import type { Organisation } from '../../shared/organisation.ts';
import type { DayRange } from '../../shared/report-windows.ts';
import type { RegisteredSource } from '../../shared/store/source-item.ts';
import { knownZone } from '../../shared/zone.ts';
import type { ReportRequest, ReportResult } from '../plan/report.ts';

/** What was seen of a rule, for one source where it asks for missing data. */
export interface Seen {
  rule: AlertRule;
  source?: string;
  observed: Observation;
}

export interface Looking {
  organisation: Organisation;
  sources: readonly RegisteredSource[];
  report: (request: ReportRequest) => Promise<ReportResult>;
  /** Epoch milliseconds. */
  now: number;
  /** Told of what could not be looked at: those alerts stay as they are. */
  failed: (error: unknown) => void;
}

/**
 * Looks at what the rules ask for. Rules over the same days of the same department and channel share one report; one that
 * fails leaves out its own rules alone.
 */
export async function observeRules(rules: readonly AlertRule[], looking: Looking): Promise<Seen[]> {
  const seen: Seen[] = [];
  const groups = new Map<string, { range: DayRange; rules: MetricRule[] }>();
  const today = knownZone(looking.organisation.homeTimeZone).dayOf(looking.now);
  for (const rule of rules) {
    if (rule.kind === 'MISSING_DATA') seen.push(...observeSources(rule, looking));
    else if (!findMetric(rule.metric)) seen.push({ rule, observed: unjudged('UNANSWERABLE') });
    else {
      const range = alertDays(rule, looking.organisation, today);
      const key = JSON.stringify([range, rule.department ?? null, rule.channel ?? null]);
      const group = groups.get(key) ?? { range, rules: [] };
      group.rules.push(rule);
      groups.set(key, group);
    }
  }
  for (const { range, rules: asked } of groups.values()) {
    try {
      seen.push(...(await observeTogether(asked, range, looking)));
    } catch (error) {
      looking.failed(error);
    }
  }
  return seen;
}

async function observeTogether(rules: readonly MetricRule[], range: DayRange, looking: Looking): Promise<Seen[]> {
  const { department, channel } = rules[0] as MetricRule;
  const byMetric = Map.groupBy(rules, ({ metric }) => metric);
  const request: ReportRequest = {
    metrics: [...byMetric.keys()],
    range,
    granularity: 'TOTAL',
    by: [],
    filter: {
      departments: department === undefined ? undefined : [department],
      channels: channel === undefined ? undefined : [channel],
    },
    attributeTo: 'ENQUIRY',
  };
  let result: ReportResult;
  try {
    result = await looking.report(request);
  } catch (error) {
    if (!isApiError(error)) throw error;
    // What a rule names is gone, or cannot be asked so any more; which one, each metric by itself shows.
    if (byMetric.size === 1) return rules.map((rule) => ({ rule, observed: unjudged('UNANSWERABLE', range) }));
    const apart = [...byMetric.values()].map((alike) => observeTogether(alike, range, looking));
    return (await Promise.all(apart)).flat();
  }
  return rules.map((rule) => {
    const told = result.totals.find(({ metric }) => metric.id === rule.metric);
    return { rule, observed: told ? observeMetric(rule, told, range) : unjudged('UNANSWERABLE', range) };
  });
}

/** The named source, or all that say how often they speak or are asked on a schedule: also when that goes well again. */
function observeSources(rule: MissingDataRule, { sources, now }: Looking): Seen[] {
  const asked = sources.filter(({ id, cadence, lastRunAt }) =>
    rule.source === undefined ? cadence !== undefined || lastRunAt !== undefined : id === rule.source,
  );
  return asked.map((source) => ({ rule, source: source.id, observed: observeSource(source, now) }));
}
