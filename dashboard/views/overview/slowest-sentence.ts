import type { useTranslations } from 'use-intl';
import type { Format } from '../../i18n/format.ts';
import { endOnce } from './end-once.ts';

/** How a department answers, in the order of the ranking by the time to its first answers. */
export interface Answering {
  name: string;
  rank: number | null;
  /** The Monday of the week since which it has its rank. */
  since: string | null;
  orEarlier: boolean;
  /** Seconds; null when nothing was answered. */
  median: number | null;
  enquiries: number;
}

/** Who answers slowest, how slowly, and since when; undefined when no two departments can be ranked. */
export function slowestSentence(
  departments: readonly Answering[],
  t: ReturnType<typeof useTranslations<'overview'>>,
  format: Format,
): string | undefined {
  const ranked = departments.filter(({ rank }) => rank !== null);
  const last = Math.max(...ranked.map(({ rank }) => rank ?? 0));
  const [slowest, another] = ranked.filter(({ rank }) => rank === last);
  if (!slowest || another || ranked.length < 2) return undefined;
  const how =
    slowest.median === null
      ? t('slowest-nothing', { name: slowest.name, enquiries: slowest.enquiries })
      : endOnce(t('slowest-median', { name: slowest.name, median: format.duration(slowest.median) }));
  if (slowest.since === null) return how;
  return `${how} ${t('slowest-since', { day: format.day(slowest.since), orEarlier: String(slowest.orEarlier) })}`;
}
