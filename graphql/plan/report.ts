import type { Comparison } from '../../shared/buckets.ts';
import type { Dimension, MetricDefinition } from '../../shared/metrics/metric.ts';
import type { CalendarPeriod, DayRange, ReportWindow } from '../../shared/report-windows.ts';
import type { Texts } from '../../shared/texts.ts';
import type { Activity, ChannelKind, Direction } from '../../shared/vocabulary.ts';

export type Granularity = 'QUARTER_HOUR' | 'HOUR' | 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR' | 'TOTAL';
export type Attribution = 'ENQUIRY' | 'RESPONSE';
export type ValueStatus = 'OK' | 'EMPTY' | 'WITHHELD' | 'INCOMPLETE';

/** What a report asks for, as the schema hands it over; absent filters are undefined. */
export interface ReportRequest {
  metrics: readonly string[];
  /** Exactly one of both is given. */
  range?: DayRange | undefined;
  window?: ReportWindow | undefined;
  granularity: Granularity;
  by: readonly Dimension[];
  filter?: {
    departments?: readonly string[] | undefined;
    channels?: readonly string[] | undefined;
    channelKinds?: readonly ChannelKind[] | undefined;
    activities?: readonly Activity[] | undefined;
    directions?: readonly Direction[] | undefined;
  };
  timeZone?: string | undefined;
  weekStart?: number | undefined;
  compareTo?: Comparison | undefined;
  /** With granularity DAY: each value covers this many days up to its own, or its own calendar period so far. */
  rolling?: number | undefined;
  cumulative?: CalendarPeriod | undefined;
  attributeTo: Attribution;
}

export interface ReportWarning {
  code: string;
  message: Texts;
  /** Id of the source it is about. */
  source?: string;
}

export interface MetricValue {
  metric: MetricDefinition;
  status: ValueStatus;
  value: number | null;
  previous: number | null;
  change: number | null;
  numerator: number | null;
  denominator: number | null;
  n: number | null;
  error: number;
  completeness: number | null;
  warnings: readonly ReportWarning[];
}

/** Start and end in epoch milliseconds, the end exclusive; dimensions that were not asked for are absent. */
export interface ReportRow {
  start: number;
  end: number;
  department?: string;
  channel?: string;
  channelKind?: ChannelKind;
  activity?: Activity;
  direction?: Direction;
  values: MetricValue[];
}

export interface ReportResult {
  rows: ReportRow[];
  totals: MetricValue[];
  warnings: ReportWarning[];
  /** Epoch milliseconds. */
  asOf: number;
}
