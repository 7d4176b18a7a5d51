import { personKey } from '../shared/metrics/people.ts';
import { keyNumber } from '../shared/store/people-format.ts';
import type { PersonMerges } from '../shared/store/person-merges.ts';
import type { Representatives } from './plan/load-period.ts';

const known = new WeakMap<PersonMerges, Representatives>();

/** The merged people by the keys that cells know them by; made once for each state of the merges. */
export function representativesOf(merges: PersonMerges): Representatives {
  let representatives = known.get(merges);
  if (!representatives) {
    const keys = new Map(
      [...merges.representativeOf].map(([person, other]) => [
        keyNumber(personKey(person)),
        keyNumber(personKey(other)),
      ]),
    );
    representatives = { generation: merges.generation, keys };
    known.set(merges, representatives);
  }
  return representatives;
}
