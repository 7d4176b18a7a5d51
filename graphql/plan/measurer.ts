import type { MetricDefinition } from '../../shared/metrics/metric.ts';
import type { ReportWarning } from './report.ts';
import type { Measured } from './to-value.ts';

/** The values of one family over one period: at a span and row, and in all. */
export interface Measurer {
  at(metric: MetricDefinition, span: number, row: number): Measured;
  total(metric: MetricDefinition): Measured;
}

export const withheld = (warning: ReportWarning): Measured => ({
  withheld: true,
  value: null,
  numerator: null,
  denominator: null,
  n: null,
  error: 0,
  warnings: [warning],
});

export const smallGroup: ReportWarning = {
  code: 'SMALL_GROUP',
  message: 'Fewer than five people, or a number from which such a group could be computed.',
};

export const wholePeriods: ReportWarning = {
  code: 'WHOLE_PERIODS',
  message:
    'Numbers about employees are told for whole ISO weeks (Monday to Sunday) or calendar months that are over: choose such a range and granularity.',
};

export const homeDays: ReportWarning = {
  code: 'HOME_DAYS',
  message: "Kept by day of the organisation's home time zone: these are its days of the same dates.",
};
