import { type EnteredUnit, enteredUnit } from '../../i18n/entered-value.ts';
import type { Measured } from '../../i18n/format.ts';
import { readNumber, readShare, writeNumber, writeShare } from '../../i18n/read-number.ts';

/** In what a threshold is entered. */
export type ThresholdUnit = EnteredUnit | 'hours';

/** The units in which a threshold of a metric may be entered, the usual one first. */
export function thresholdUnits(metric: Measured): readonly [ThresholdUnit, ...ThresholdUnit[]] {
  const unit = enteredUnit(metric);
  return unit === 'minutes' ? ['hours', 'minutes', 'days'] : [unit];
}

const seconds = { minutes: 60, hours: 3_600, days: 86_400 };

/** What was entered as the API takes it, or undefined when it is no number. */
export function readThreshold(text: string, { unit: measured }: Measured, unit: ThresholdUnit, locale: string) {
  const value = unit === 'percent' ? readShare(text, locale) : readNumber(text, locale);
  return value !== undefined && measured === 'seconds' && unit in seconds
    ? // Whole seconds stay whole, whatever the fraction of an hour that they are.
      Number((value * seconds[unit as keyof typeof seconds]).toFixed(6))
    : value;
}

/** A threshold as a form shows it: a duration in the greatest unit in which it is a whole number. */
export function writeThreshold(value: number, metric: Measured, locale: string): { text: string; unit: ThresholdUnit } {
  const [usual] = thresholdUnits(metric);
  if (usual === 'percent') return { text: writeShare(value, locale), unit: usual };
  if (metric.unit !== 'seconds') return { text: writeNumber(value, locale), unit: usual };
  const unit = (['days', 'hours', 'minutes'] as const).find((one) => value % seconds[one] === 0) ?? 'minutes';
  return { text: writeNumber(value / seconds[unit], locale), unit };
}
