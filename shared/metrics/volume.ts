import { blockOf, chunkOf, dayPrefix, eachSet, monthOf, quarterOf } from '../cell.ts';
import type { CountedInteraction } from '../interaction.ts';
import { activityCode, directionCode } from '../vocabulary.ts';
import type { ContributeTo, FoldContext } from './contribution.ts';

/** Hours of a fine volume item: 24 quarters keep it small and few. */
export const volumeBlockHours = 6;

/** Measures beside the count of each activity: the audience of posts, and how many posts told one. */
export const audienceCode = { sum: 'au', posts: 'an' } as const;

/**
 * What one interaction adds to the volume cells: its weight (1, or how many occurrences it stands for when sampled)
 * under its activity and direction, by home day in every dimension set and by UTC quarter hour for department × channel.
 */
export function contributeVolume(
  interaction: CountedInteraction,
  { home }: Pick<FoldContext, 'home'>,
  { add, touch }: ContributeTo,
): void {
  const { activity, department, channel, source, audience } = interaction;
  const at = Date.parse(interaction.time);
  const day = home.dayOf(at);
  const direction = directionCode[interaction.direction];
  const measures: [string, number][] = [[activityCode[activity] + direction, interaction.sampledRate ?? 1]];
  if (activity === 'post' && audience !== undefined) {
    if (audience > 0) measures.push([audienceCode.sum + direction, audience]);
    measures.push([audienceCode.posts + direction, 1]);
  }
  touch(day);
  for (const [measure, weight] of measures) {
    eachSet(department, channel, (set, member) =>
      add('V', set, chunkOf(day), member, dayPrefix(day) + measure, weight),
    );
    const quarter = quarterOf(at, volumeBlockHours);
    add('v', 'x', blockOf(at, volumeBlockHours), `${department}|${channel}`, quarter + measure, weight);
  }
  add('S', 'a', monthOf(day), source, dayPrefix(day), 1);
}
