import type { Keys } from '../../shared/derive-keys.ts';
import { replaceErased } from '../../shared/erased-people.ts';
import type { Interaction } from '../../shared/interaction.ts';
import { replacePeople } from '../../shared/replace-people.ts';
import { loadErasedNotes, type NotesOptions } from '../../shared/store/erased-notes.ts';
import type { PersonKeyRing } from '../../shared/store/person-key-ring.ts';

/** Gives the interactions of a batch as the ledger keeps them, in their order. */
export type OpenPeople = (interactions: readonly Interaction[]) => Promise<Interaction[]>;

/**
 * Opens the people that ingest sealed for the bus, and replaces those who were erased after their interactions were taken.
 * Who was erased is read for each batch: a fold that began before is over when an erasure looks for the last time.
 */
export function createOpenPeople(
  registry: NotesOptions,
  ring: Pick<PersonKeyRing, 'opener'>,
  loadKeys: () => Promise<Pick<Keys, 'erased'>>,
): OpenPeople {
  return async (interactions) => {
    const [notes, open, { erased }] = await Promise.all([
      loadErasedNotes(registry),
      ring.opener(sealedIdsOf(interactions)),
      loadKeys(),
    ]);
    const replace = replaceErased(notes, erased);
    return interactions.map((interaction) =>
      replacePeople(interaction, (person, mention) => replace(open(person), mention)),
    );
  };
}

function* sealedIdsOf(interactions: readonly Interaction[]): Iterable<string> {
  for (const { actor, counterpart } of interactions) {
    yield actor.id;
    if (counterpart?.id !== undefined) yield counterpart.id;
  }
}
