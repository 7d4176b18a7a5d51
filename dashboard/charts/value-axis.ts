export interface ValueAxis {
  domain: [low: number, high: number];
  ticks: number[];
}

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;
const durations = [
  ...[1, 2, 5, 10, 15, 30],
  ...[1, 2, 5, 10, 15, 30].map((count) => count * minute),
  ...[1, 2, 3, 6, 12].map((count) => count * hour),
  ...[1, 2, 5, 7, 14, 28, 70, 140, 280].map((count) => count * day),
];

/**
 * An axis from 0 (or below it) to just above the greatest value, with at most six ticks at numbers that people say: whole counts,
 * quarters of an hour, fifths of a whole. `unit` is that of a metric. A grid has a line at each tick and nowhere else.
 */
export function valueAxis(unit: string, values: readonly number[], most = 5): ValueAxis {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const flat = high - low < tiny;
  const top = flat ? (unit === 'seconds' ? minute : 1) : high;
  const step = stepOf(unit, (top - low) / most);
  const first = Math.floor(low / step + tiny);
  const last = Math.ceil(top / step - tiny);
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => exact((first + index) * step));
  return { domain: [ticks[0] ?? 0, ticks.at(-1) ?? 1], ticks };
}

const tiny = 1e-9;

/** The least step that people say, and not below the given one. */
function stepOf(unit: string, least: number): number {
  if (unit === 'seconds') {
    const found = durations.find((step) => step >= least - tiny);
    if (found) return found;
  }
  const power = 10 ** Math.floor(Math.log10(least));
  const step = [1, 2, 5, 10].map((count) => count * power).find((one) => one >= least * (1 - tiny)) ?? 10 * power;
  return unit === 'count' || unit === 'people' ? Math.max(1, step) : step;
}

/** Without what binary fractions leave: 0.30000000000000004 is 0.3. */
const exact = (value: number): number => Number(value.toPrecision(12));
