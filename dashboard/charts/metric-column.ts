import { type Format, isBalance, type Measured } from '../i18n/format.ts';
import type { CellUnit, ChartColumn } from './chart-table.ts';

type Named = Measured & { name: string };

/** The column of a metric's values, as the API tells them: durations in seconds, ratios from 0 to 1. */
export const metricColumn = (metric: Named, format: Format): ChartColumn => ({
  label: metric.name,
  numeric: true,
  unit: valueUnit(metric),
  format: (cell) => format.value(metric, Number(cell)),
});

/** The column of a metric's changes, as the API tells them: of ratios in hundredths, of all else as a share of the value before. */
export const changeColumn = (metric: Measured, label: string, format: Format): ChartColumn => ({
  label,
  numeric: true,
  unit: isBalance(metric) ? 'hundredths' : metric.unit === 'ratio' ? 'points' : 'ofBefore',
  format: (cell) => format.change(metric, Number(cell)),
});

/** Counts need none: their name says what is counted. */
function valueUnit(metric: Measured): CellUnit | undefined {
  if (isBalance(metric)) return 'balance';
  if (metric.unit === 'ratio') return 'share';
  return metric.unit === 'seconds' || metric.unit === 'days' ? metric.unit : undefined;
}
