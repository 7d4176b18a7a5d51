import { chunkOf, dayPrefix } from '../cell.ts';
import type { CountedInteraction } from '../interaction.ts';
import type { ContributeTo, FoldContext } from './contribution.ts';

/** The departments of an internal interaction between employees; undefined for anything else, or when one is not told. */
export function departmentsBetween({ direction, actor, department, counterpart }: CountedInteraction) {
  if (direction !== 'internal' || actor.kind !== 'employee' || counterpart?.department === undefined) return undefined;
  return { from: actor.department ?? department, to: counterpart.department };
}

/** Counts an internal interaction, with its weight, under the two departments as they were then, by home day. */
export function contributeCollaboration(
  interaction: CountedInteraction,
  { home }: Pick<FoldContext, 'home'>,
  { add, touch }: ContributeTo,
): void {
  const between = departmentsBetween(interaction);
  if (!between) return;
  const day = home.dayOf(Date.parse(interaction.time));
  touch(day);
  add('K', 'a', chunkOf(day), between.from, dayPrefix(day) + between.to, interaction.sampledRate ?? 1);
}
