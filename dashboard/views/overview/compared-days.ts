import type { useTranslations } from 'use-intl';
import type { Filters } from '../../filters/filters.ts';

type Words = ReturnType<typeof useTranslations<'overview'>>;

/**
 * The days that are compared with, as they stand in a sentence: `before` as in "fewer than in the 28 days before", `earlier`
 * as in "more than 28 days earlier". `length` of the period, in days; without a comparison, changes are those since the period
 * before.
 */
export function comparedDays(
  { period, compare }: Filters,
  length: number,
  t: Words,
): { before: string; earlier: string } {
  if (compare === 'year' || compare === 'weekday') return { before: t('then-year'), earlier: t('earlier-year') };
  if (period === '13w') return { before: t('then-weeks', { count: 13 }), earlier: t('earlier-weeks', { count: 13 }) };
  if (period === '12m') return { before: t('then-months', { count: 12 }), earlier: t('earlier-months', { count: 12 }) };
  if (period === 'week' || period === 'month' || period === 'quarter' || period === 'year') {
    return { before: t('then-part', { period }), earlier: t('earlier-part', { period }) };
  }
  return { before: t('then-days', { count: length }), earlier: t('earlier-days', { count: length }) };
}
