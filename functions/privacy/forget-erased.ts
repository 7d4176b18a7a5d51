import { dropOldNotes, loadErasedNotes } from '../../shared/store/erased-notes.ts';
import type { PrivacyDependencies } from './dependencies.ts';

/** Removes what was noted of people whose erasure is longer ago than backups reach: nobody needs to know them again. */
export async function forgetErased({ client, tables, clock }: PrivacyDependencies): Promise<void> {
  const registry = { client, tableName: tables.registryTable };
  await dropOldNotes(registry, await loadErasedNotes(registry), clock());
}
