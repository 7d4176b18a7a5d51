import type { useTranslations } from 'use-intl';
import type { MetricName } from '../../app/shell.ts';
import type { Format } from '../../i18n/format.ts';

/** What is needed of a value. */
export interface Basis {
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  n: number | null;
}

/** What a figure rests on, in a few words; `current` is how many are overdue now, null where that says nothing of the period. */
export function basisOf(
  metric: MetricName,
  { value, numerator, denominator, n }: Basis,
  t: ReturnType<typeof useTranslations<'overview'>>,
  format: Format,
  current: number | null,
): string | undefined {
  if (metric === 'OVERDUE') return current === null ? undefined : t('nowOverdue', { count: format.number(current) });
  if (value === null || n === null || denominator === null) return undefined;
  if (metric === 'NET_SENTIMENT') return t('scored', { count: format.number(n) });
  if (metric === 'FIRST_RESPONSE_P50') {
    return t('answeredOpen', { answered: format.number(n), open: format.number(denominator - n) });
  }
  return t('partOf', { part: format.number(numerator ?? 0), whole: format.number(denominator) });
}
