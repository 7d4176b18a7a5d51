import type { CountedInteraction, Interaction } from '../../shared/interaction.ts';

/**
 * What counts once everything has arrived, in whatever order, read straight off the interactions and without any code of
 * the fold: of each id the body with the greatest (time, digest), as its latest edit says, unless it was retracted.
 */
export function surviving(interactions: readonly Interaction[]): CountedInteraction[] {
  const groups = new Map<string, Interaction[]>();
  for (const one of interactions) {
    const amends = one.activity === 'edit' || one.activity === 'retraction';
    const key = JSON.stringify([one.source, amends ? one.target : one.id]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap((group) => {
    const last = (list: Interaction[], rank: (one: Interaction) => string): Interaction | undefined =>
      list.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1)).at(-1);
    const bodies = group.filter(({ activity }) => activity !== 'edit' && activity !== 'retraction');
    const edits = group.filter(({ activity }) => activity === 'edit');
    const body = last(bodies, ({ time, digest }) => `${time} ${digest}`);
    if (!body || group.some(({ activity }) => activity === 'retraction')) return [];
    const edit = last(edits, ({ time, id, digest }) => `${time} ${id} ${digest}`);
    const said = edit && {
      department: edit.department,
      channel: edit.channel,
      ...(edit.audience !== undefined && { audience: edit.audience }),
    };
    return [{ ...body, ...said } as CountedInteraction];
  });
}
