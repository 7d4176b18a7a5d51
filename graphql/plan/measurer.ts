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
  message: {
    en: 'Fewer than five people, or a number from which such a group could be computed.',
    de: 'Weniger als fünf Menschen oder eine Zahl, aus der sich eine solche Gruppe errechnen ließe.',
  },
};

export const wholePeriods: ReportWarning = {
  code: 'WHOLE_PERIODS',
  message: {
    en: 'Numbers about employees are told for whole ISO weeks (Monday to Sunday) or calendar months that are over: choose such a range and granularity.',
    de: 'Zahlen über Mitarbeitende gibt es für ganze ISO-Wochen (Montag bis Sonntag) oder Kalendermonate, die vorbei sind: Wählen Sie einen solchen Zeitraum und eine solche Einteilung.',
  },
};

export const homeDays: ReportWarning = {
  code: 'HOME_DAYS',
  message: {
    en: "Kept by day of the organisation's home time zone: these are its days of the same dates.",
    de: 'Nach Tagen in der Zeitzone des Unternehmens geführt: Dies sind dessen Tage mit denselben Daten.',
  },
};
