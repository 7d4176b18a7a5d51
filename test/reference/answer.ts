import type { Answer, Book, Place } from './book.ts';
import type { Days } from './calendar.ts';
import { collaborationAnswer } from './collaboration.ts';
import { ideaAnswer } from './ideas.ts';
import { peopleAnswer } from './people.ts';
import { dialogueAnswer, sentimentAnswer, volumeAnswer } from './volume.ts';
import { waitingAnswer } from './waiting.ts';

/**
 * What a metric is at a place over home days, as of an instant: slow, straight from what happened, and sharing no code
 * with the product. Throws for a metric that nobody has written a reference for.
 */
export function referenceAnswer(
  metric: string,
  book: Book,
  place: Place,
  days: Days,
  as: { asOf: number; byReply?: boolean },
): Answer {
  const answer =
    waitingAnswer(metric, book, place, days, as) ??
    sentimentAnswer(metric, book, place, days) ??
    dialogueAnswer(metric, book, place, days) ??
    ideaAnswer(metric, book, place, days) ??
    peopleAnswer(metric, book, place, days) ??
    collaborationAnswer(metric, book, place, days) ??
    volumeAnswer(metric, book, place, days);
  if (!answer) throw new Error(`There is no reference for ${metric}.`);
  return answer;
}
