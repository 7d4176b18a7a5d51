import type { PersonKeys } from '../person-keys.ts';
import { createOpener, createSealer, isSealed, isSealedLater } from '../sealed-person.ts';
import { loadPersonKeys, type PersonKeyOptions } from './person-keys.ts';

/** How long a process seals with keys that it read: what was sealed with an older version comes no later than that. */
export const sealedForMs = 5 * 60_000;

interface Held {
  at: number;
  keys: PersonKeys;
  seal: (person: string) => string;
  open: (id: string) => string;
}

/**
 * Seals and opens people for one process, with the keys of the registry: read once in five minutes, and at once when
 * something was sealed with newer ones. A failed read throws and is tried again at the next call.
 */
export function createPersonKeyRing(loadOptions: () => Promise<PersonKeyOptions>, clock: () => number) {
  let held: Promise<Held> | undefined;
  const load = (): Promise<Held> => {
    const at = clock();
    const loading = loadOptions()
      .then(loadPersonKeys)
      .then((keys) => ({ at, keys, seal: createSealer(keys), open: createOpener(keys) }));
    held = loading;
    loading.catch(() => {
      if (held === loading) held = undefined;
    });
    return loading;
  };
  const recent = async (): Promise<Held> => {
    const known = await held;
    const age = known === undefined ? Number.POSITIVE_INFINITY : clock() - known.at;
    // A clock that was set back does not make keys young.
    return known !== undefined && age >= 0 && age < sealedForMs ? known : load();
  };
  return {
    /** Gives what seals people now. */
    sealer: async () => (await recent()).seal,
    /** Gives what opens these ids: without the keys where none of them is sealed. */
    async opener(ids: Iterable<string>): Promise<(id: string) => string> {
      const sealed = [...ids].filter(isSealed);
      if (sealed.length === 0) return (id) => id;
      const known = await recent();
      if (sealed.some((id) => isSealedLater(known.keys, id))) return (await load()).open;
      return known.open;
    },
  };
}
export type PersonKeyRing = ReturnType<typeof createPersonKeyRing>;
