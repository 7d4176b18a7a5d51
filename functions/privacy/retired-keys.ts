import { randomBytes } from 'node:crypto';
import { destroyRetired, retireBuckets } from '../../shared/person-keys.ts';
import { bucketOf } from '../../shared/sealed-person.ts';
import { forgetReplacement, loadErasedNotes } from '../../shared/store/erased-notes.ts';
import type { RetiredKeys } from '../../shared/store/erasure-item.ts';
import { changePersonKeys } from '../../shared/store/person-keys.ts';
import type { PrivacyDependencies } from './dependencies.ts';

/** Gives the buckets of these people new keys, and says from which version on they are new. */
export async function retireKeys(people: readonly string[], deps: PrivacyDependencies): Promise<RetiredKeys> {
  const buckets = [...new Set(people.map(bucketOf))];
  const { versions } = await changePersonKeys(await keyOptions(deps), (keys) =>
    retireBuckets(keys, buckets, randomBytes),
  );
  return buckets.map((bucket) => ({ bucket, version: versions[bucket] as number }));
}

/** Destroys the keys that these buckets had before, and what the erasure's notes say beyond that somebody was erased. */
export async function destroyKeys(erasure: string, retired: RetiredKeys, deps: PrivacyDependencies): Promise<void> {
  await changePersonKeys(await keyOptions(deps), (keys) => destroyRetired(keys, retired));
  const notes = { client: deps.client, tableName: deps.tables.registryTable };
  for (const note of await loadErasedNotes(notes)) if (note.erasure === erasure) await forgetReplacement(notes, note);
}

const keyOptions = async ({ client, tables, loadKeys }: PrivacyDependencies) => ({
  client,
  tableName: tables.registryTable,
  key: (await loadKeys()).wrapping,
});
