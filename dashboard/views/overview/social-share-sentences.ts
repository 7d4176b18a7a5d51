import type { useTranslations } from 'use-intl';
import type { SocialShareWay } from '../../api/social-share-way.ts';
import type { Format } from '../../i18n/format.ts';

/** What is needed of the trajectory. */
export type Trajectory = Pick<
  SocialShareWay,
  'status' | 'target' | 'targetDate' | 'requiredPerMonth' | 'forecastDate'
> & { latest: Pick<NonNullable<SocialShareWay['latest']>, 'month' | 'actual'> | null };

/** Whether the goal is reached, what pace it takes, and when the trend would be there: one sentence each. */
export function socialShareSentences(
  { status, target, targetDate, requiredPerMonth, forecastDate, latest }: Trajectory,
  t: ReturnType<typeof useTranslations<'overview'>>,
  format: Format,
): string[] {
  const sentences = [
    t('share-status', {
      status,
      target: format.percent(target),
      date: format.day(targetDate),
      actual: latest ? format.percent(latest.actual) : '',
      month: latest ? format.month(latest.month) : '',
    }),
  ];
  if (requiredPerMonth !== null) {
    const points = Math.round(Math.abs(requiredPerMonth) * 1000) / 10;
    sentences.push(t('share-pace', { points: t('points', { points, written: format.number(points) }) }));
  }
  if (status === 'ON_TRACK' || status === 'BEHIND') {
    sentences.push(
      forecastDate === null ? t('share-never') : t('share-forecast', { month: format.month(forecastDate) }),
    );
  }
  return sentences;
}
