import { type Answer, type Book, isAt, type Place, ratio } from './book.ts';
import type { Days } from './calendar.ts';
import { nearestRank } from './quantile.ts';

/** What became of the ideas that were submitted there and then; undefined when the metric is not about ideas. */
export function ideaAnswer(metric: string, book: Book, place: Place, days: Days): Answer | undefined {
  const cohort = book.stories.filter(({ submission }) => isAt(submission, place, days));
  const shipped = cohort.filter(({ reached }) => reached.shipped !== undefined);
  switch (metric) {
    case 'IDEAS_SHIPPED':
      return ratio(shipped.length, cohort.length);
    case 'LOOP_CLOSED':
      return ratio(shipped.filter(({ reached }) => reached.told !== undefined).length, shipped.length);
    case 'CO_CREATION_SHIPPED': {
      const outside = shipped.filter(({ submission }) => ['customer', 'public', 'partner'].includes(submission.kind));
      return ratio(outside.length, shipped.length);
    }
    case 'IDEA_LEAD_TIME_P50': {
      const days = shipped.map(({ submission, reached }) => ((reached.shipped ?? 0) - submission.at) / 86_400_000);
      const open = cohort.filter(({ reached, declined }) => reached.shipped === undefined && !declined).length;
      return {
        value: nearestRank(days, 0.5) ?? null,
        numerator: shipped.length,
        denominator: shipped.length + open,
        n: shipped.length,
        error: 0.01,
        warns: { CENSORED: 2 * open > cohort.length },
      };
    }
    default:
      return undefined;
  }
}
