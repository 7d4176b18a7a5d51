import type { useTranslations } from 'use-intl';
import type { Format } from '../../i18n/format.ts';
import { endOnce } from './end-once.ts';

type Words = ReturnType<typeof useTranslations<'overview'>>;

/** How a department answers, in the order of the ranking by the time to its first answers. */
export interface Answering {
  name: string;
  rank: number | null;
  /** The Monday of the week since which it has its rank. */
  since: string | null;
  orEarlier: boolean;
  /** Seconds, of what was answered; null when nothing was. */
  median: number | null;
  /** Conversations that asked, and those of them that have an answer. */
  asked: number;
  answered: number;
  /** Most of what was asked has no answer, so that the median says nothing of how it answers. */
  mostUnanswered: boolean;
}

/** Who answers slowest, alone or equally, how slowly, and since when; undefined when none of them differ in that. */
export function slowestSentence(departments: readonly Answering[], t: Words, format: Format): string | undefined {
  const last = slowestOf(departments);
  const [first] = last;
  if (!first) return undefined;
  if (last.length > 1) return howSeveral(last, t, format);
  const how = howOne(first, t, format);
  const { since, orEarlier, median } = first;
  if (since === null) return median === null ? `${how} ${t('slowest-never')}` : how;
  return `${how} ${t('slowest-since', { day: format.day(since), orEarlier: String(orEarlier) })}`;
}

/** Those who answer slowest: several where they are equally slow, none where all are, or where only one can be ranked. */
export function slowestOf<Department extends Pick<Answering, 'rank'>>(
  departments: readonly Department[],
): Department[] {
  const ranked = departments.filter(({ rank }) => rank !== null);
  const last = Math.max(...ranked.map(({ rank }) => rank ?? 0));
  return last > 1 ? ranked.filter(({ rank }) => rank === last) : [];
}

function howOne({ name, median, asked, answered, mostUnanswered }: Answering, t: Words, format: Format): string {
  if (median === null) return t('slowest-nothing', { name, asked });
  if (mostUnanswered) return t('slowest-open', { name, asked, answered });
  return endOnce(t('slowest-median', { name, median: format.duration(median), count: 1 }));
}

function howSeveral(last: readonly Answering[], t: Words, format: Format): string {
  const name = format.list(
    last.map(({ name, since, orEarlier }) =>
      since === null ? name : t(orEarlier ? 'nameEarlier' : 'nameSince', { name, day: format.day(since) }),
    ),
  );
  const median = last[0]?.median ?? null;
  if (median === null || last.some((one) => one.mostUnanswered)) return t('slowest-several', { names: name });
  return endOnce(t('slowest-median', { name, median: format.duration(median), count: last.length }));
}
