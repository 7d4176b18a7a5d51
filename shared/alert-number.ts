import type { MetricUnit } from './metrics/metric.ts';

const locales = { en: 'en-GB', de: 'de-DE' };

/** A value as people read it: shares in per cent, durations in the largest unit that leaves at least one of it. */
export function alertNumber(value: number, unit: MetricUnit, language: keyof typeof locales, digits: number): string {
  const locale = locales[language];
  if (unit === 'ratio') {
    return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: digits }).format(value);
  }
  if (unit !== 'seconds' && unit !== 'days') {
    return new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value);
  }
  const [seconds, name] = largestIn(unit === 'days' ? value * 86_400 : value);
  const style = { style: 'unit', unit: name, unitDisplay: 'long', maximumFractionDigits: digits } as const;
  return new Intl.NumberFormat(locale, style).format((unit === 'days' ? value * 86_400 : value) / seconds);
}

const units = [
  [86_400, 'day'],
  [3_600, 'hour'],
  [60, 'minute'],
] as const;

const largestIn = (value: number) => units.find(([seconds]) => value >= seconds) ?? ([1, 'second'] as const);
