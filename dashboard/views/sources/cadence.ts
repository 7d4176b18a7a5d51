export const cadenceUnits = ['minute', 'hour', 'day', 'week', 'month', 'year'] as const;
export type CadenceUnit = (typeof cadenceUnits)[number];

/** A rhythm as people say it: every 2 days. */
export interface Cadence {
  count: number;
  unit: CadenceUnit;
}

/** What the page offers; the API takes any ISO 8601 duration from a minute to a year. */
export const commonCadences = ['PT15M', 'PT1H', 'PT4H', 'P1D', 'P2D', 'P3D', 'P1W', 'P2W', 'P1M'] as const;

/** Reads an ISO 8601 duration of whole minutes; undefined for one that has no such words, e.g. a month and a day. */
export function readCadence(duration: string): Cadence | undefined {
  const found = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(duration);
  if (!found) return;
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0] = found
    .slice(1)
    .map((one) => Number(one ?? 0));
  const long = years * 12 + months;
  const short = ((weeks * 7 + days) * 24 + hours) * 60 + minutes;
  // A month has no length in days.
  if (long > 0 === short > 0) return;
  return long > 0 ? greatest(long, longUnits) : greatest(short, shortUnits);
}

type Size = readonly [CadenceUnit, number];
const longUnits: readonly Size[] = [
  ['year', 12],
  ['month', 1],
];
const shortUnits: readonly Size[] = [
  ['week', 10_080],
  ['day', 1_440],
  ['hour', 60],
  ['minute', 1],
];

function greatest(amount: number, units: readonly Size[]): Cadence | undefined {
  const whole = units.find(([, size]) => amount % size === 0);
  return whole && { count: amount / whole[1], unit: whole[0] };
}
