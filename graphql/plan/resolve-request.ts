import { type Bucket, bucketsOf, comparedBucket, dayBucket } from '../../shared/buckets.ts';
import type { DimensionSet } from '../../shared/cell.ts';
import { ApiError } from '../../shared/errors.ts';
import { catalogue, findMetric } from '../../shared/metrics/catalogue.ts';
import { type Dimension, isByHomeDay, type MetricDefinition } from '../../shared/metrics/metric.ts';
import type { Organisation } from '../../shared/organisation.ts';
import { type DayRange, rangeOf } from '../../shared/report-windows.ts';
import { checkRunning } from '../../shared/running.ts';
import { daysBetween, knownZone, type Zone, zoneOf } from '../../shared/zone.ts';
import type { ReportRequest } from './report.ts';

/** A report that can be answered: everything checked, nothing read yet. */
export interface ReportPlan {
  request: ReportRequest;
  metrics: MetricDefinition[];
  range: DayRange;
  weekStart: number;
  buckets: Bucket[];
  /** For each bucket the one it is compared with. */
  compared: Bucket[] | undefined;
  /** What the whole range is compared with. */
  comparedRange: Bucket | undefined;
  zone: Zone;
  home: Zone;
  /** The smallest dimension set that tells apart what is asked for. */
  set: DimensionSet;
  /** Which members count; undefined: all. */
  departments: Set<string> | undefined;
  channels: Set<string> | undefined;
}

/** First and last day a report may touch: days of every zone begin on a quarter hour since then. */
const firstDay = '1972-01-08';
const lastDay = '2200-12-31';
/** More buckets than anyone reads: 50 years of days are 18,263. */
const maxBuckets = 20_000;

/**
 * Checks a request against the catalogue and the organisation; throws an `ApiError` that names the argument. `asOf`
 * (epoch milliseconds) says which day is today.
 */
export function resolveRequest(request: ReportRequest, organisation: Organisation, asOf: number): ReportPlan {
  const { by, filter, compareTo, granularity } = request;
  const zone = zoneOf(request.timeZone ?? organisation.homeTimeZone);
  if (!zone) throw new ApiError('UNKNOWN_TIME_ZONE', `timeZone: there is no IANA time zone “${request.timeZone}”.`);
  const weekStart = request.weekStart ?? organisation.weekStart;
  if (weekStart < 1 || weekStart > 7) throw invalid('weekStart: an ISO weekday, 1 (Monday) to 7 (Sunday).');
  const range = rangeOf(request.range, request.window, zone.dayOf(asOf), weekStart);
  checkRange(range);
  checkRunning(request, granularity);
  const metrics = metricsOf(request);
  const buckets = bucketsOf(range.from, range.to, checkBuckets(range, granularity), zone, weekStart);
  const channels = channelsOf(request, organisation);
  const needsDepartment = by.includes('DEPARTMENT') || filter?.departments !== undefined;
  const needsChannel =
    by.includes('CHANNEL') || by.includes('CHANNEL_KIND') || channels !== undefined || metrics.some(comparesKinds);
  return {
    request,
    metrics,
    range: { from: range.from, to: range.to },
    weekStart,
    buckets,
    compared: compareTo && buckets.map((bucket) => comparedBucket(bucket, range, compareTo, zone)),
    comparedRange: compareTo && comparedBucket(dayBucket(range.from, range.to, zone), range, compareTo, zone),
    zone,
    home: knownZone(organisation.homeTimeZone),
    set: needsDepartment ? (needsChannel ? 'x' : 'd') : needsChannel ? 'c' : 'a',
    departments: departmentsOf(request, organisation),
    channels,
  };
}

/** A metric that sets channels of one kind against others needs to know the channel. */
const comparesKinds = ({ measure }: MetricDefinition): boolean =>
  measure.family === 'volume' && measure.numerator.channelKinds !== undefined;

const invalid = (message: string, details: Record<string, unknown> = {}): ApiError =>
  new ApiError('BAD_REQUEST', message, details);

function checkRange({ from, to }: DayRange): void {
  if (from > to) throw invalid(`range: from (${from}) is after to (${to}); both ends are included.`);
  if (from < firstDay || to > lastDay) throw invalid(`range: days from ${firstDay} to ${lastDay} can be reported.`);
}

const perDay = {
  QUARTER_HOUR: 96,
  HOUR: 24,
  DAY: 1,
  WEEK: 1 / 7,
  MONTH: 1 / 28,
  QUARTER: 1 / 90,
  YEAR: 1 / 365,
  TOTAL: 0,
};

function checkBuckets(range: DayRange, granularity: ReportRequest['granularity']): ReportRequest['granularity'] {
  const count = Math.ceil((daysBetween(range.from, range.to) + 1) * perDay[granularity]);
  if (count <= maxBuckets) return granularity;
  throw new ApiError(
    'COST_LIMIT',
    `granularity: ${granularity} over this range gives ${count} buckets, at most ${maxBuckets} are allowed. Choose a coarser granularity or a shorter range.`,
    { buckets: count, limit: maxBuckets },
  );
}

function metricsOf({ metrics: ids, by, filter, granularity }: ReportRequest): MetricDefinition[] {
  if (ids.length === 0) throw invalid('metrics: name at least one metric.');
  checkBreadth(ids.length, by.length);
  if (new Set(by).size < by.length) throw invalid('by: a dimension is named twice.');
  const filtered: [Dimension, unknown][] = [
    ['DEPARTMENT', filter?.departments],
    ['CHANNEL', filter?.channels],
    ['CHANNEL_KIND', filter?.channelKinds],
    ['ACTIVITY', filter?.activities],
    ['DIRECTION', filter?.directions],
  ];
  return [...new Set(ids)].map((id) => {
    const metric = findMetric(id);
    if (!metric) throw invalid(`metrics: there is no metric ${id}.`, { metrics: catalogue.map((one) => one.id) });
    if ((granularity === 'HOUR' || granularity === 'QUARTER_HOUR') && isByHomeDay(metric)) {
      throw new ApiError(
        'UNSUPPORTED_GRANULARITY',
        `granularity: ${id} is kept by day of the home time zone; ask for DAY or longer.`,
        { metric: id, granularity },
      );
    }
    for (const dimension of by) refuseUnsupported(metric, dimension, 'UNSUPPORTED_DIMENSION', 'by');
    for (const [dimension, values] of filtered) {
      if (values !== undefined) refuseUnsupported(metric, dimension, 'UNSUPPORTED_FILTER', 'filter');
    }
    return metric;
  });
}

/** What a report may ask for at once, in metrics times dimensions and one: all metrics of the catalogue by all five. */
const maxBreadth = 300;

function checkBreadth(metrics: number, by: number): void {
  const cost = metrics * (by + 1);
  if (cost <= maxBreadth) return;
  throw new ApiError(
    'COST_LIMIT',
    `metrics and by: ${metrics} metrics by ${by} dimensions cost ${cost} (metrics × (dimensions + 1)), at most ${maxBreadth} are allowed. Ask in several reports.`,
    { cost, limit: maxBreadth },
  );
}

function refuseUnsupported(metric: MetricDefinition, dimension: Dimension, code: string, argument: string): void {
  if (metric.dimensions.includes(dimension)) return;
  throw new ApiError(
    code,
    `${argument}: ${metric.id} cannot be told apart by ${dimension}; it supports ${metric.dimensions.join(', ')}.`,
    { metric: metric.id, dimension, supported: metric.dimensions },
  );
}

function departmentsOf({ filter }: ReportRequest, { departments }: Organisation): Set<string> | undefined {
  if (!filter?.departments) return undefined;
  const known = departments.map(({ id }) => id);
  for (const id of filter.departments) {
    if (!known.includes(id)) {
      throw new ApiError('UNKNOWN_DEPARTMENT', `filter.departments: there is no department “${id}”.`, {
        departments: known,
      });
    }
  }
  return new Set(filter.departments);
}

function channelsOf({ filter }: ReportRequest, { channels }: Organisation): Set<string> | undefined {
  if (!filter?.channels && !filter?.channelKinds) return undefined;
  const known = channels.map(({ id }) => id);
  for (const id of filter.channels ?? []) {
    if (!known.includes(id)) {
      throw new ApiError('UNKNOWN_CHANNEL', `filter.channels: there is no channel “${id}”.`, { channels: known });
    }
  }
  const named = channels.filter(({ id, kind }) => {
    const byId = !filter.channels || filter.channels.includes(id);
    return byId && (!filter.channelKinds || filter.channelKinds.includes(kind));
  });
  return new Set(named.map(({ id }) => id));
}
