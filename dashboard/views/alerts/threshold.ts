import type { Measured } from '../../i18n/format.ts';

/** In what a threshold is entered. */
export type ThresholdUnit = 'percent' | 'balance' | 'minutes' | 'hours' | 'days' | 'number';

/** Balances between -1 and 1, which nobody says in per cent. */
const balances = new Set(['NET_SENTIMENT', 'OPENNESS']);

/** The units in which a threshold of a metric may be entered, the usual one first. */
export function thresholdUnits({ id, unit }: Measured): readonly [ThresholdUnit, ...ThresholdUnit[]] {
  if (balances.has(id)) return ['balance'];
  if (unit === 'ratio') return ['percent'];
  if (unit === 'seconds') return ['hours', 'minutes', 'days'];
  return unit === 'days' ? ['days'] : ['number'];
}

/** Whether a text is a number as a field of a form gives it. */
export const isDecimal = (text: string): boolean => /^-?(\d+\.?\d*|\.\d+)$/.test(text.trim());

const seconds = { minutes: 60, hours: 3_600, days: 86_400 };

/** What was entered as the API takes it, or undefined when it is no number. 57.5 per cent are exactly 0.575. */
export function readThreshold(text: string, metric: Measured, unit: ThresholdUnit): number | undefined {
  const entered = text.trim();
  if (!isDecimal(entered)) return;
  if (unit === 'percent') return Number(`${entered}e-2`);
  if (metric.unit === 'seconds' && unit in seconds) return Number(entered) * seconds[unit as keyof typeof seconds];
  return Number(entered);
}

/** A threshold as a form shows it, in the greatest unit in which it is a whole number. */
export function writeThreshold(value: number, metric: Measured): { text: string; unit: ThresholdUnit } {
  const [usual] = thresholdUnits(metric);
  if (usual === 'percent') return { text: String(Number(`${value}e2`)), unit: usual };
  if (metric.unit !== 'seconds') return { text: String(value), unit: usual };
  const unit = (['days', 'hours', 'minutes'] as const).find((one) => value % seconds[one] === 0) ?? 'minutes';
  return { text: String(value / seconds[unit]), unit };
}
