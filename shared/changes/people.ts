import { identifier } from '../interaction.ts';
import { refused } from './change.ts';

const most = 100;

/** Provider's ids of people, each once, as senders may send them; throws `BAD_REQUEST`. */
export function checkPeople(ids: readonly string[], least: number): string[] {
  const people = [...new Set(ids)];
  if (people.length < least || people.length > most) {
    throw refused('people', `${least} to ${most} different ids, not ${people.length}`, { least, most });
  }
  // A message may be logged or shown elsewhere: it says which one, not who.
  const wrong = people.findIndex((id) => !identifier.safeParse(id).success || !id.isWellFormed());
  if (wrong >= 0) throw refused(`people.${wrong}`, '1 to 512 characters without control characters');
  return people;
}
