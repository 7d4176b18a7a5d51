import type { Mention, ReplaceErased } from './erased-people.ts';
import type { Fact } from './fact.ts';
import type { Interaction } from './interaction.ts';

/** An interaction with other ids for its people; the same object where none changes. */
export function replacePeople<T extends Interaction>(interaction: T, replace: ReplaceErased): T {
  const { actor, counterpart } = interaction;
  const mention: Mention = interaction;
  const id = replace(actor.id, mention);
  const other = counterpart?.id === undefined ? undefined : replace(counterpart.id, mention);
  if (id === actor.id && other === counterpart?.id) return interaction;
  return {
    ...interaction,
    actor: { ...actor, id },
    ...(other !== undefined && { counterpart: { ...counterpart, id: other } }),
  };
}

/** A fact with other ids for the people in its body and its edit; the same object where none changes. */
export function replacePeopleOf(fact: Fact, replace: ReplaceErased): Fact {
  const body = fact.body && replacePeople(fact.body, replace);
  const edit = fact.edit && replacePeople(fact.edit, replace);
  if (body === fact.body && edit === fact.edit) return fact;
  return { ...fact, ...(body && { body }), ...(edit && { edit }) };
}
