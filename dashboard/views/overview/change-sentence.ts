import type { useTranslations } from 'use-intl';
import type { CatalogueMetric } from '../../app/shell.ts';
import type { Format } from '../../i18n/format.ts';
import { endOnce } from './end-once.ts';

/** What changed, with names instead of ids. */
export interface Change {
  metric: Pick<CatalogueMetric, 'id' | 'unit' | 'name'>;
  /** Null: the whole company, all channels. */
  department: string | null;
  channel: string | null;
  value: number;
  previous: number;
}

/** Metrics with a sentence of their own; the others share one. */
const told = [
  'ENQUIRIES',
  'MENTIONS',
  'ENGAGEMENTS',
  'POSTS',
  'WITHIN_TARGET',
  'RESPONSE_RATE',
  'FIRST_RESPONSE_P50',
  'OVERDUE',
  'DIALOGUE_RATIO',
  'NET_SENTIMENT',
  'SOCIAL_SHARE',
  'IDEAS',
  'CO_CREATION',
  'MESSAGES',
  'CONTRIBUTIONS',
] as const;

type Words = ReturnType<typeof useTranslations<'overview'>>;

/** One plain sentence with its numbers. `before` says when it was otherwise, as `in the 28 days before`; `earlier` of a stock. */
export function changeSentence(
  { metric, department, channel, value, previous }: Change,
  { before, earlier }: { before: string; earlier: string },
  t: Words,
  format: Format,
): string {
  const known = told.find((id) => id === metric.id);
  const sentence = t(`change-${known ?? 'other'}`, {
    who: whoIs(department, channel, t),
    metric: metric.name,
    value: format.value(metric, value),
    previous: format.value(metric, previous),
    by: writeGap(metric, value - previous, t, format),
    direction: value > previous ? 'up' : 'down',
    before: metric.id === 'OVERDUE' ? earlier : before,
  });
  return endOnce(sentence);
}

/** The distance between two values of a metric, without a sign: of shares in points. */
export function writeGap(metric: Change['metric'], gap: number, t: Words, format: Format): string {
  const size = Math.abs(gap);
  const isShare = metric.unit === 'ratio' && metric.id !== 'NET_SENTIMENT' && metric.id !== 'OPENNESS';
  if (isShare) {
    const points = Math.round(size * 1000) / 10;
    return t('points', { points, written: format.number(points) });
  }
  return format.value(metric, size).replace(/^\+/, '');
}

function whoIs(department: string | null, channel: string | null, t: Words): string {
  const kind = department ? (channel ? 'both' : 'department') : channel ? 'channel' : 'company';
  return t('who', { kind, department: department ?? '', channel: channel ?? '' });
}
