import type { AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Keys } from '../shared/derive-keys.ts';
import { createOpener } from '../shared/sealed-person.ts';
import { loadPersonKeys } from '../shared/store/person-keys.ts';
import { scanTable } from '../shared/store/scan.ts';
import { unseal } from '../shared/store/seal.ts';

const sealedPerson = /s_\d{1,4}\.\d+\.[\w-]+/g;

/** A text with every sealed person in it opened, as far as the keys that are left open any. */
export const openedText = (text: string, open: (id: string) => string): string =>
  text.replace(sealedPerson, (id) => `${id} ${open(id)}`);

/**
 * All that tables hold as one text for each item, named by its table and key: texts as they are, bytes as base64 and as
 * they are, and what our keys open. To be searched for what should be nowhere.
 */
export async function heldText(
  client: DynamoDBClient,
  tables: Record<string, string>,
  keys: Keys,
): Promise<{ place: string; text: string }[]> {
  const open = createOpener(await loadPersonKeys({ client, tableName: tables.registry as string, key: keys.wrapping }));
  const held: { place: string; text: string }[] = [];
  for (const [table, name] of Object.entries(tables)) {
    await scanTable(client, name, (items) => {
      for (const item of items) {
        const place = `${item.pk?.S}|${item.sk?.S}`;
        const text = [...textsOf({ M: item }, place, keys)].join('\n');
        held.push({ place: `${table} ${place}`, text: openedText(text, open) });
      }
    });
  }
  return held;
}

/** The places of all that holds one of these words. */
export const placesOf = (held: readonly { place: string; text: string }[], words: readonly string[]): string[] =>
  held.filter(({ text }) => words.some((word) => text.includes(word))).map(({ place }) => place);

function* textsOf(value: AttributeValue, place: string, keys: Keys): Iterable<string> {
  if (value.S !== undefined) yield value.S;
  if (value.B !== undefined) {
    yield Buffer.from(value.B).toString('base64');
    yield Buffer.from(value.B).toString('latin1');
    yield* opened(value.B, place, keys);
  }
  yield* value.SS ?? [];
  for (const one of value.L ?? []) yield* textsOf(one, place, keys);
  for (const [name, one] of Object.entries(value.M ?? {})) {
    yield name;
    yield* textsOf(one, place, keys);
  }
}

function* opened(sealed: Uint8Array, place: string, { payload, wrapping }: Keys): Iterable<string> {
  for (const key of [payload, wrapping]) {
    try {
      yield unseal(key, place, sealed);
    } catch {
      // Sealed with another key.
    }
  }
}
