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

/** When what is overdue was counted: the last day of the period, and how many it is now where that says something of it. */
export interface OverdueAt {
  day: string;
  current: number | null;
}

/** What a figure rests on, in a few words: of what it is a part, and how many of them there are. */
export function basisOf(
  metric: MetricName,
  { value, numerator, denominator, n }: Basis,
  t: ReturnType<typeof useTranslations<'overview'>>,
  format: Format,
  { day, current }: OverdueAt,
): string | undefined {
  if (metric === 'OVERDUE') {
    return current === null
      ? t('overdueOn', { day: format.shortDay(day) })
      : t('nowOverdue', { count: format.number(current) });
  }
  if (n === null || denominator === null) return undefined;
  if (metric === 'FIRST_RESPONSE_P50' && denominator > 0) return answeredOf(n, denominator, t, format);
  if (value === null) return undefined;
  if (metric === 'NET_SENTIMENT') return t('scored', { count: format.number(n) });
  return t('partOf', {
    of: bases[metric] ?? 'other',
    part: format.number(numerator ?? 0),
    whole: format.number(denominator),
    count: denominator,
  });
}

/** Of what a metric is a part: a conversation may hold several enquiries, and a dialogue needs none. */
const bases: Partial<Record<MetricName, 'asked' | 'any'>> = {
  RESPONSE_RATE: 'asked',
  WITHIN_TARGET: 'asked',
  DIALOGUE_RATIO: 'any',
};

function answeredOf(
  answered: number,
  all: number,
  t: ReturnType<typeof useTranslations<'overview'>>,
  format: Format,
): string {
  const share = answered === 0 ? 'none' : answered * 2 < all ? 'few' : 'enough';
  return t('answeredOf', { share, answered: format.number(answered), all: format.number(all), count: all });
}
