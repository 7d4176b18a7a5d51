import { type Answer, type Book, counted, isAt, type Place, ratio, sum } from './book.ts';
import type { Days } from './calendar.ts';
import type { Happening } from './happening.ts';

const countedActivities: Record<string, string> = {
  POSTS: 'post',
  COMMENTS: 'comment',
  REACTIONS: 'reaction',
  SHARES: 'share',
  MENTIONS: 'mention',
  FOLLOWS: 'follow',
  VIEWS: 'view',
  ENQUIRIES: 'enquiry',
  REPLIES: 'reply',
  MESSAGES: 'message',
  CONTRIBUTIONS: 'contribution',
  IDEAS: 'idea',
  VOTES: 'vote',
};
const outsiders = ['customer', 'public', 'partner'];

const isEngagement = ({ activity, direction }: Happening) =>
  ['comment', 'reaction', 'share', 'mention'].includes(activity) && direction === 'inbound';
const isCustomerWord = ({ activity, direction, kind }: Happening) =>
  ['enquiry', 'comment', 'mention', 'post', 'idea'].includes(activity) &&
  direction === 'inbound' &&
  outsiders.includes(kind);

/** Counts of interactions and the ratios of them; undefined when the metric is not one. */
export function volumeAnswer(metric: string, book: Book, place: Place, days: Days): Answer | undefined {
  const here = book.during(days).filter((one) => isAt(one, place, days));
  const count = (test: (one: Happening) => boolean) => sum(here.filter(test).map(({ weight }) => weight));
  const audiences = here.flatMap(({ activity, audience }) =>
    activity === 'post' && audience !== undefined ? [audience] : [],
  );
  const activity = countedActivities[metric];
  if (activity !== undefined) return counted(count((one) => one.activity === activity));
  switch (metric) {
    case 'INTERACTIONS':
      return counted(count(() => true));
    case 'AUDIENCE':
      return { value: sum(audiences), numerator: sum(audiences), denominator: null };
    case 'ENGAGEMENTS':
      return counted(count(isEngagement));
    case 'ENGAGEMENT_RATE':
      return ratio(count(isEngagement), sum(audiences), audiences.length);
    case 'PARTNER_INTERACTIONS':
      return counted(count(({ direction, kind }) => direction === 'inbound' && kind === 'partner'));
    case 'SOCIAL_SHARE':
      return ratio(
        count((one) => isCustomerWord(one) && one.channelKind === 'social'),
        count((one) => isCustomerWord(one) && ['social', 'direct'].includes(one.channelKind)),
      );
    case 'CO_CREATION':
      return ratio(
        count((one) => one.activity === 'idea' && outsiders.includes(one.kind)),
        count((one) => one.activity === 'idea'),
      );
    default:
      return undefined;
  }
}

/** Net sentiment and its coverage: each interaction once, however many it stands for. */
export function sentimentAnswer(metric: string, book: Book, place: Place, days: Days): Answer | undefined {
  if (metric !== 'NET_SENTIMENT' && metric !== 'SENTIMENT_COVERAGE') return undefined;
  const here = book.during(days).filter((one) => isAt(one, place, days) && one.hasText);
  const scores = here.flatMap(({ sentiment }) => (sentiment === undefined ? [] : [sentiment]));
  if (metric === 'SENTIMENT_COVERAGE') return ratio(scores.length, here.length);
  const positive = scores.filter((score) => score >= 0.05).length;
  const negative = scores.filter((score) => score <= -0.05).length;
  const warns = { LOW_COVERAGE: here.length > 0 && scores.length / here.length < 0.5 };
  return { ...ratio(positive - negative, scores.length), warns };
}

/** The share of conversations in which both sides spoke. */
export function dialogueAnswer(metric: string, book: Book, place: Place, days: Days): Answer | undefined {
  if (metric !== 'DIALOGUE_RATIO') return undefined;
  const here = book.talks.filter(({ first }) => isAt(first, place, days));
  return ratio(here.filter(({ isDialogue }) => isDialogue).length, here.length);
}
