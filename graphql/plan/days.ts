import type { Bucket } from '../../shared/buckets.ts';

/** Days, both included. */
export interface Days {
  from: string;
  to: string;
}

/** The days of a span as home days, whatever zone they were asked for in. */
export const daysOfSpan = ({ firstDay, lastDay }: Bucket): Days => ({ from: firstDay, to: lastDay });

/** From the first to the last day of all spans. */
export function daysOfAll(spans: readonly Bucket[]): Days {
  const firsts = spans.map(({ firstDay }) => firstDay).sort();
  const lasts = spans.map(({ lastDay }) => lastDay).sort();
  return { from: firsts[0] as string, to: lasts.at(-1) as string };
}
