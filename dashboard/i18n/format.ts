/** What is needed of a metric to write its values. */
export interface Measured {
  id: string;
  /** `count`, `people`, `ratio`, `seconds` or `days`. */
  unit: string;
}

const balances = new Set(['NET_SENTIMENT', 'OPENNESS']);

/** Whether it is a balance between -1 and 1: written with its sign, no share of anything. */
export const isBalance = ({ id }: Pick<Measured, 'id'>): boolean => balances.has(id);

/** Writes numbers, days and instants in the words of a language; instants in a time zone. */
export interface Format {
  locale: string;
  zone: string;
  number: (value: number) => string;
  /** Short forms for axes and tight places: 12K, 3 Mio. */
  short: (value: number) => string;
  percent: (share: number) => string;
  /** In the two greatest units that it takes: `2 h 5 min`. */
  duration: (seconds: number) => string;
  /** A value of a metric in its unit. */
  value: (metric: Measured, value: number) => string;
  /** As `value`, but short enough for an axis. */
  tick: (metric: Measured, value: number) => string;
  /** A change as the API tells it: relative, for ratios in percentage points (3.1, not 0.031); always with its sign. */
  change: (metric: Measured, change: number) => string;
  /** A calendar day, `YYYY-MM-DD`. */
  day: (day: string) => string;
  shortDay: (day: string) => string;
  month: (day: string) => string;
  /** For axes: `Nov 26`. */
  shortMonth: (day: string) => string;
  days: (from: string, to: string) => string;
  /** An instant, in the zone. */
  instant: (at: string) => string;
  time: (at: string) => string;
  /** How long ago an instant is, as of another: `3 days ago`. */
  ago: (at: string, now: number) => string;
  list: (words: readonly string[]) => string;
}

/** `locale` as in BCP 47, `zone` an IANA name. */
export function createFormat(locale: string, zone: string): Format {
  const language = locale.startsWith('de') ? 'de' : 'en';
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const short = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const wholePercent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const signedPercent = new Intl.NumberFormat(locale, {
    style: 'percent',
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  });
  const signedWhole = new Intl.NumberFormat(locale, {
    style: 'percent',
    maximumFractionDigits: 0,
    signDisplay: 'exceptZero',
  });
  const signed = new Intl.NumberFormat(locale, { maximumFractionDigits: 1, signDisplay: 'exceptZero' });
  const balance = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
    signDisplay: 'exceptZero',
  });
  const dated = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options);
  const day = dated({ timeZone: 'UTC', dateStyle: 'medium' });
  const shortDay = dated({ timeZone: 'UTC', day: 'numeric', month: 'short' });
  const month = dated({ timeZone: 'UTC', month: 'long', year: 'numeric' });
  const shortMonth = dated({ timeZone: 'UTC', month: 'short', year: '2-digit' });
  const instant = dated({ timeZone: zone, dateStyle: 'medium', timeStyle: 'short' });
  const time = dated({ timeZone: zone, hour: '2-digit', minute: '2-digit' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const unit = (value: number, name: string, digits = 0) =>
    new Intl.NumberFormat(locale, {
      style: 'unit',
      unit: name,
      unitDisplay: name === 'day' ? 'long' : 'short',
      maximumFractionDigits: digits,
    }).format(value);

  const duration = (seconds: number): string => {
    const [greater, lesser] = parts(seconds);
    return lesser && lesser.count > 0
      ? `${unit(greater.count, greater.name)} ${unit(lesser.count, lesser.name)}`
      : unit(greater.count, greater.name);
  };
  const format: Format = {
    locale,
    zone,
    number: number.format,
    short: short.format,
    percent: percent.format,
    duration,
    value(metric, value) {
      if (isBalance(metric)) return balance.format(value);
      if (metric.unit === 'ratio') return percent.format(value);
      if (metric.unit === 'seconds') return duration(value);
      if (metric.unit === 'days') return unit(value, 'day', 1);
      return number.format(value);
    },
    tick(metric, value) {
      if (isBalance(metric)) return signed.format(value);
      if (metric.unit === 'ratio') return wholePercent.format(value);
      if (metric.unit === 'seconds') return duration(value);
      return short.format(value);
    },
    change(metric, change) {
      // The API tells the change of every ratio in percentage points, balances included.
      if (isBalance(metric)) return balance.format(change / 100);
      // Five times as much and more is better said so than in hundreds of percents; of twice as much, tenths say nothing.
      if (metric.unit !== 'ratio' && change >= 4) return `×${number.format(Number((1 + change).toPrecision(2)))}`;
      if (metric.unit !== 'ratio') return (Math.abs(change) < 1 ? signedPercent : signedWhole).format(change);
      return `${signed.format(change)} ${language === 'de' ? 'Pp' : 'pp'}`;
    },
    day: (text) => day.format(utc(text)),
    shortDay: (text) => shortDay.format(utc(text)),
    month: (text) => month.format(utc(text)),
    shortMonth: (text) => shortMonth.format(utc(text)),
    days: (from, to) => (from === to ? day.format(utc(from)) : day.formatRange(utc(from), utc(to))),
    instant: (at) => instant.format(new Date(at)),
    time: (at) => time.format(new Date(at)),
    ago(at, now) {
      const seconds = (Date.parse(at) - now) / 1000;
      const [scale, name] = scales.find(([scale]) => Math.abs(seconds) >= scale) ?? [60, 'minute'];
      return relative.format(Math.trunc(seconds / scale), name);
    },
    list: (words) => list.format(words),
  };
  return format;
}

const scales: readonly [number, Intl.RelativeTimeFormatUnit][] = [
  [86_400, 'day'],
  [3_600, 'hour'],
];

const units: readonly [string, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

interface Part {
  count: number;
  name: string;
}

function parts(seconds: number): [Part, Part?] {
  const whole = Math.round(seconds);
  const index = Math.max(
    0,
    units.findIndex(([, size]) => whole >= size),
  );
  const at = whole < 1 ? units.length - 1 : index;
  const [name, size] = units[at] ?? ['second', 1];
  const next = units[at + 1];
  const greater = { count: Math.floor(whole / size), name };
  if (!next) return [greater];
  const [nextName, nextSize] = next;
  const lesser = { count: Math.round((whole % size) / nextSize), name: nextName };
  // 59.6 minutes are an hour more.
  return lesser.count * nextSize === size ? [{ count: greater.count + 1, name }] : [greater, lesser];
}

const utc = (day: string): Date => new Date(`${day}T00:00:00Z`);
