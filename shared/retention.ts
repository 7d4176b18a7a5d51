import { createHmac, type KeyObject } from 'node:crypto';
import type { Fact } from './fact.ts';
import { isPseudonym } from './pseudonym.ts';
import { addDays, type Zone } from './zone.ts';

/** For how many days a source may be told to keep people: a report compares whole months, and ten years are for ever. */
export const retainedDays = { least: 30, most: 3_650 } as const;

/** The first home day whose people are kept, where they are kept for so many days before today. */
export const borderOf = (today: string, days: number): string => addDays(today, -days);

/**
 * The home day of a fact, by which it is old enough or not: of what happened, or of its edit where only that has arrived.
 * Undefined when nobody is in it.
 */
export function dayOfFact({ body, edit }: Fact, home: Zone): string | undefined {
  const time = body?.time ?? edit?.time;
  return time === undefined ? undefined : home.dayOf(Date.parse(time));
}

/**
 * What stands for a person of a source in facts of a year: `r_` and 132 bits of HMAC-SHA256 in base64url. The same person,
 * the same text as long as the key is there, and nobody's once it is destroyed.
 */
export const retainedOf = (key: KeyObject, pseudonym: string): string =>
  `r_${createHmac('sha256', key).update(pseudonym).digest('base64url').slice(0, 22)}`;

/** The fact with other people: accounts of ours and bots are none. What is no pseudonym tells of nobody, and stays. */
export function replacePeople(fact: Fact, replace: (pseudonym: string) => string): Fact {
  const { body, edit } = fact;
  return {
    ...fact,
    ...(body && { body: withOthers(body, replace) }),
    ...(edit && { edit: withOthers(edit, replace) }),
  };
}

/** Whether a fact names anybody whom `replacePeople` would replace. */
export function namesPeople(fact: Fact): boolean {
  let found = false;
  replacePeople(fact, (person) => {
    found = true;
    return person;
  });
  return found;
}

interface Named {
  actor: { id: string; kind: string };
  counterpart?: { id?: string | undefined; kind?: string | undefined } | undefined;
}

function withOthers<T extends Named>(interaction: T, replace: (pseudonym: string) => string): T {
  const { actor, counterpart } = interaction;
  const other = <P extends { id?: string | undefined; kind?: string | undefined }>(person: P): P =>
    person.id !== undefined && isPseudonym(person.id) && person.kind !== 'brand' && person.kind !== 'bot'
      ? { ...person, id: replace(person.id) }
      : person;
  return { ...interaction, actor: other(actor), ...(counterpart && { counterpart: other(counterpart) }) };
}
