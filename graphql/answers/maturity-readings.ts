import type { Measured } from '../../shared/maturity-criteria.ts';
import type { Dimension } from '../../shared/metrics/metric.ts';
import type { Organisation } from '../../shared/organisation.ts';
import type { ApiContext } from '../context.ts';
import type { MetricValue, ReportRequest, ReportResult, ReportRow } from '../plan/report.ts';
import { type CollaborationCell, collaborationCells } from './collaboration.ts';

type Days = { from: string; to: string };

/** What reports tell of all departments over the evidence weeks. */
export interface MaturityReadings {
  /** Social channels by week and direction: mentions, enquiries, posts. */
  weeks: ReadonlyMap<string, ReportRow[]>;
  /** Social channels with all their interactions. */
  channels: ReadonlyMap<string, ReportRow[]>;
  /** The metric of a department over the weeks, or over other days that were named. */
  metric(department: string, metric: string, days?: Days): MetricValue | undefined;
  cells: CollaborationCell[];
}

const ratios = [
  'DIALOGUE_RATIO',
  'RESPONSE_RATE',
  'WITHIN_TARGET',
  'ADOPTION',
  'OPENNESS',
  'SOCIAL_SHARE',
  'IDEAS_SHIPPED',
];

/** Metrics that goals need over days of their own. */
export interface Wanted {
  metric: string;
  days: Days;
}

/** Reads what all departments are assessed by at once: three reports and the collaboration, however many there are. */
export async function readMaturity(
  range: Days,
  wanted: readonly Wanted[],
  organisation: Organisation,
  { report, collaboration }: Pick<ApiContext['deps'], 'report' | 'collaboration'>,
): Promise<MaturityReadings> {
  const byDays = new Map([[keyOf(range), { days: range, metrics: new Set(ratios) }]]);
  for (const { metric, days } of wanted) {
    const held = byDays.get(keyOf(days)) ?? { days, metrics: new Set<string>() };
    byDays.set(keyOf(days), held);
    held.metrics.add(metric);
  }
  const ask = (over: Pick<ReportRequest, 'metrics' | 'granularity' | 'filter'>, by: Dimension[], days = range) =>
    report({ ...over, by, range: days, weekStart: 1, attributeTo: 'ENQUIRY' }, organisation);
  const onSocial = { filter: { channelKinds: ['social' as const] } };
  const [weeks, channels, counts, ...values] = await Promise.all([
    ask({ metrics: ['MENTIONS', 'ENQUIRIES', 'POSTS'], granularity: 'WEEK', ...onSocial }, ['DEPARTMENT', 'DIRECTION']),
    ask({ metrics: ['INTERACTIONS'], granularity: 'TOTAL', ...onSocial }, ['DEPARTMENT', 'CHANNEL']),
    collaboration(range, organisation),
    ...[...byDays.values()].map(({ days, metrics }) =>
      ask({ metrics: [...metrics], granularity: 'TOTAL' }, ['DEPARTMENT'], days),
    ),
  ]);
  const rows = new Map([...byDays.keys()].map((key, at) => [key, byDepartment(values[at])]));
  return {
    weeks: byDepartment(weeks),
    channels: byDepartment(channels),
    metric: (department, metric, days = range) =>
      rows
        .get(keyOf(days))
        ?.get(department)?.[0]
        ?.values.find((value) => value.metric.id === metric),
    cells: collaborationCells(counts, organisation),
  };
}

const keyOf = ({ from, to }: Days): string => `${from} ${to}`;

function byDepartment(report: ReportResult | undefined): Map<string, ReportRow[]> {
  const groups = new Map<string, ReportRow[]>();
  for (const row of report?.rows ?? []) {
    const { department = '' } = row;
    const group = groups.get(department);
    if (group) group.push(row);
    else groups.set(department, [row]);
  }
  return groups;
}

/** A value of a report as the criteria take it. */
export const measuredAs = (value: MetricValue | undefined): Measured => ({
  value: value?.value ?? null,
  n: value?.n ?? null,
  withheld: value?.status === 'WITHHELD',
  incomplete: value?.status === 'INCOMPLETE',
});
