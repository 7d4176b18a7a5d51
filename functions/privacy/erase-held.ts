import { erasedHash } from '../../shared/erased-people.ts';
import { putErasedNote } from '../../shared/store/erased-notes.ts';
import type { ErasureSubject, KeptErasure } from '../../shared/store/erasure-item.ts';
import type { PrivacyDependencies } from './dependencies.ts';

/**
 * Replaces a person in all that was recorded until the erasure was asked for. Sums and distinct counts are the same at
 * every moment; a run that is cut short is simply done again, and finds what is left.
 */
export async function eraseHeld(
  { id, askedAt }: KeptErasure,
  { pseudonyms, replacement }: ErasureSubject,
  deps: PrivacyDependencies,
): Promise<void> {
  const registry = { client: deps.client, tableName: deps.tables.registryTable };
  const { erased } = await deps.loadKeys();
  for (const pseudonym of pseudonyms) {
    await putErasedNote(registry, { hash: erasedHash(erased, pseudonym), at: askedAt, replacement, erasure: id });
  }
}
