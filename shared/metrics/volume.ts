import { blockOf, chunkOf, dayPrefix, eachSet, monthOf, quarterOf } from '../cell.ts';
import { conversationOf, isWord } from '../conversation.ts';
import type { CountedInteraction } from '../interaction.ts';
import { type Activity, type ActorKind, activityCode, type Direction, directionCode } from '../vocabulary.ts';
import type { ContributeTo, FoldContext } from './contribution.ts';

/** Hours of a fine volume item: 24 quarters keep it small and few. */
export const volumeBlockHours = 6;

/** Counters beside the count of each activity, two letters each, kept like it: by direction, where they have one. */
export const extraCodes = {
  /** The audience of posts, and how many posts told one. */
  audience: 'au',
  postsWithAudience: 'an',
  /** Inbound words of customers, the public and partners. */
  customerWords: 'wc',
  partner: 'pt',
  /** Ideas of customers, the public and partners. */
  outsideIdeas: 'ix',
  /** Conversations by their first word, and those in which both sides spoke. */
  conversations: 'cv',
  dialogues: 'dl',
  /** With text, and how it was scored. */
  withText: 'tw',
  positive: 'tp',
  neutral: 'tz',
  negative: 'tn',
} as const;

/** From here on a sentiment is positive, and from its opposite on negative: the thresholds of VADER (Hutto, Gilbert 2014). */
export const sentimentThreshold = 0.05;

/** Where a conversation is counted: it has no direction. */
export const conversationDirection: Direction = 'inbound';

/**
 * What one interaction adds to the volume cells: its weight (1, or how many occurrences it stands for when sampled)
 * under its activity and direction, by home day in every dimension set and by UTC quarter hour for department × channel.
 */
export function contributeVolume(
  interaction: CountedInteraction,
  context: Pick<FoldContext, 'home'>,
  to: ContributeTo,
): void {
  const { department, channel } = interaction;
  const at = Date.parse(interaction.time);
  addVolume(measuresOf(interaction), { at, department, channel }, context, to);
  contributeSource(interaction, context, to);
}

/** Counts an interaction for its source, by home day. */
export function contributeSource(
  { source, time }: CountedInteraction,
  { home }: Pick<FoldContext, 'home'>,
  { add, touch }: ContributeTo,
): void {
  const day = home.dayOf(Date.parse(time));
  touch(day);
  add('S', 'a', monthOf(day), source, dayPrefix(day), 1);
}

/** Adds counters of volume at an instant, department and channel. */
export function addVolume(
  measures: readonly [measure: string, weight: number][],
  { at, department, channel }: { at: number; department: string; channel: string },
  { home }: Pick<FoldContext, 'home'>,
  { add, touch }: ContributeTo,
): void {
  const day = home.dayOf(at);
  touch(day);
  const chunk = chunkOf(day);
  const block = blockOf(at, volumeBlockHours);
  const quarter = quarterOf(at, volumeBlockHours);
  for (const [measure, weight] of measures) {
    eachSet(department, channel, (set, member) => add('V', set, chunk, member, dayPrefix(day) + measure, weight));
    add('v', 'x', block, `${department}|${channel}`, quarter + measure, weight);
  }
}

const customerKinds = new Set<ActorKind>(['customer', 'public', 'partner']);
const customerWords = new Set<Activity>(['enquiry', 'comment', 'mention', 'post', 'idea']);

/** The counters that one interaction adds to by itself, code and direction, each with its weight. */
export function measuresOf(interaction: CountedInteraction): [measure: string, weight: number][] {
  const { activity, actor, direction, audience, sampledRate = 1 } = interaction;
  const suffix = directionCode[direction];
  const measures: [string, number][] = [[activityCode[activity] + suffix, sampledRate]];
  const count = (code: string, weight: number) => measures.push([code + suffix, weight]);
  if (activity === 'post' && audience !== undefined) {
    if (audience > 0) count(extraCodes.audience, audience);
    count(extraCodes.postsWithAudience, 1);
  }
  const outside = customerKinds.has(actor.kind);
  if (direction === 'inbound' && outside && customerWords.has(activity)) count(extraCodes.customerWords, sampledRate);
  if (direction === 'inbound' && actor.kind === 'partner') count(extraCodes.partner, sampledRate);
  if (activity === 'idea' && outside) count(extraCodes.outsideIdeas, sampledRate);
  if (isWord({ activity, direction, kind: actor.kind }) && conversationOf(interaction) === undefined) {
    measures.push([extraCodes.conversations + directionCode[conversationDirection], 1]);
  }
  const { sentiment, worded } = interaction;
  if (worded || sentiment !== undefined) count(extraCodes.withText, 1);
  if (sentiment !== undefined) count(sentimentCode(sentiment), 1);
  return measures;
}

function sentimentCode(sentiment: number): string {
  if (sentiment >= sentimentThreshold) return extraCodes.positive;
  return sentiment <= -sentimentThreshold ? extraCodes.negative : extraCodes.neutral;
}
