import { erasedHash } from '../../shared/erased-people.ts';
import { erasureWords, presenceKeys } from '../../shared/erasure-words.ts';
import { pseudonymsOf } from '../../shared/pseudonym.ts';
import { createOpener } from '../../shared/sealed-person.ts';
import { putErasedNote } from '../../shared/store/erased-notes.ts';
import type { ErasureSubject, KeptErasure } from '../../shared/store/erasure-item.ts';
import { createErasureStore, type ErasureStep } from '../../shared/store/erasures.ts';
import { loadPersonKeys } from '../../shared/store/person-keys.ts';
import { mergesHeardMs } from '../../shared/store/person-merges.ts';
import { listRetentionKeys } from '../../shared/store/retention-keys.ts';
import type { PrivacyDependencies } from './dependencies.ts';
import { eraseAudit } from './erase-audit.ts';
import { eraseFacts } from './erase-facts.ts';
import { dropMerged, joinReplacements } from './erase-merges.ts';
import { erasePresence } from './erase-presence.ts';
import { eraseRejections } from './erase-rejections.ts';
import { atBeginning, type WalkPosition } from './walk-facts.ts';

/**
 * Replaces a person in all that was recorded until the erasure was asked for. Sums and distinct counts are the same at
 * every moment; a run that is cut short is done again, and finds what is left. `last`: nothing that does not know of the
 * erasure goes on any more, and who was one person need not be remembered. Gives how many facts have the replacement, if
 * the whole ledger was walked at once.
 */
export async function eraseHeld(
  erasure: KeptErasure,
  subject: ErasureSubject,
  last: boolean,
  deps: PrivacyDependencies,
): Promise<Pick<ErasureStep, 'facts'>> {
  const { client, clock, tables } = deps;
  const { id, position } = erasure;
  const { groups, replacement, until } = subject;
  const registry = { client, tableName: tables.registryTable };
  const keys = await deps.loadKeys();
  const erasures = createErasureStore({ ...registry, key: keys.wrapping, clock });
  const retained = await listRetentionKeys({ ...registry, wrapping: keys.wrapping });
  const words = erasureWords(
    subject,
    retained.map(({ key }) => key),
  );
  for (const pseudonym of groups.flat()) {
    const note = { at: until, replacement: words.get(pseudonym) as string, erasure: id };
    await putErasedNote(registry, { hash: erasedHash(keys.erased, pseudonym), ...note });
  }
  await joinReplacements([...words], deps);
  // Reports that know of the person and of the replacement alone would meet one too many.
  if (!last) await deps.sleep(mergesHeardMs);

  const from = position === undefined ? atBeginning() : (JSON.parse(position) as WalkPosition);
  const onProgress = (replaced: number, at: WalkPosition) =>
    erasures.progress(erasure, 'facts', replaced, JSON.stringify(at));
  const facts = await eraseFacts({ words, until, from, counts: last, onProgress }, deps);

  const renew = () => erasures.progress(erasure, 'presence', 0);
  await erasures.progress(erasure, 'presence', await erasePresence(presenceKeys(words.keys()), renew, deps));
  await erasures.progress(erasure, 'audit', await eraseAudit(words, deps));
  const open = createOpener(await loadPersonKeys({ ...registry, key: keys.wrapping }));
  const wanted = {
    isPerson: (one: string) => pseudonymsOf(keys, open(one)).some((word) => words.has(word)),
    ids: [...words.keys(), ...(subject.person === undefined ? [] : [subject.person])],
    replacement,
  };
  await erasures.progress(erasure, 'rejections', await eraseRejections(wanted, renew, deps));
  if (last) await dropMerged([...words.keys(), ...words.values()], deps);
  return position === undefined && last ? { facts } : {};
}
