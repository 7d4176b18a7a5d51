import type { Measured } from './format.ts';
import { readNumber, readShare, writeNumber, writeShare } from './read-number.ts';

/** How people enter values of a metric: shares in percent, durations in minutes, balances from -1 to 1. */
export type EnteredUnit = 'percent' | 'balance' | 'minutes' | 'days' | 'amount';

const balances = new Set(['NET_SENTIMENT', 'OPENNESS']);

export function enteredUnit({ id, unit }: Measured): EnteredUnit {
  if (balances.has(id)) return 'balance';
  if (unit === 'ratio') return 'percent';
  if (unit === 'seconds') return 'minutes';
  return unit === 'days' ? 'days' : 'amount';
}

/** The value as the API takes it (0.57 for 57, seconds for minutes); undefined when the text is no number, or one that the metric never has. */
export function readEntered(metric: Measured, text: string, locale: string): number | undefined {
  const unit = enteredUnit(metric);
  const value = unit === 'percent' ? readShare(text, locale) : readNumber(text, locale);
  if (value === undefined) return undefined;
  const least = unit === 'balance' ? -1 : 0;
  const most = unit === 'percent' || unit === 'balance' ? 1 : Number.POSITIVE_INFINITY;
  if (value < least || value > most) return undefined;
  // Whole seconds stay whole, whatever the fraction of a minute that they are.
  return unit === 'minutes' ? Number((value * 60).toFixed(6)) : value;
}

/** A value of the API as `readEntered` takes it. */
export function writeEntered(metric: Measured, value: number, locale: string): string {
  const unit = enteredUnit(metric);
  if (unit === 'percent') return writeShare(value, locale);
  return writeNumber(unit === 'minutes' ? value / 60 : value, locale);
}
