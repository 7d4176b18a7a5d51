import { randomBytes } from 'node:crypto';
import { TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import type { Author } from '../../shared/audit.ts';
import { newStranger } from '../../shared/erased-people.ts';
import type { Erasure } from '../../shared/erasure.ts';
import { pseudonymOf } from '../../shared/pseudonym.ts';
import { auditItem } from '../../shared/store/audit.ts';
import { erasureItem, readReceipt } from '../../shared/store/erasure-item.ts';
import { createErasureStore } from '../../shared/store/erasures.ts';
import { loadPersonMerges } from '../../shared/store/person-merges.ts';
import type { PrivacyDependencies } from './dependencies.ts';

/** What a pseudonym looks like, for those who know nothing else of a person. */
const pseudonym = /^p_[\w-]{22}$/;

/**
 * Notes that a person is to be erased, with all identities that are merged with the one given, and who asked for it: what
 * ingest took until then. Asked twice, while the first erasure looks through what is held, it answers the first one's
 * receipt.
 */
export async function askErasure(person: string, author: Author, deps: PrivacyDependencies): Promise<Erasure> {
  const { client, clock, tables } = deps;
  const { registryTable: tableName } = tables;
  const keys = await deps.loadKeys();
  const { representativeOf } = await loadPersonMerges(client, tableName, clock);
  const given = pseudonym.test(person) ? person : pseudonymOf(keys.pseudonym, person);
  const head = representativeOf.get(given);
  const pseudonyms =
    head === undefined ? [given] : [...representativeOf].flatMap(([one, of]) => (of === head ? [one] : []));
  const erasures = createErasureStore({ client, tableName, key: keys.wrapping, clock });
  const running = (await erasures.unfinished()).find(
    ({ state, subject }) => state === 'RUNNING' && pseudonyms.every((one) => subject?.pseudonyms.includes(one)),
  );
  if (running) {
    const { subject: _subject, retired: _retired, ...receipt } = running;
    return receipt;
  }

  const askedAt = new Date(clock()).toISOString();
  const id = `${askedAt}-${randomBytes(4).toString('hex')}`;
  const subject = { ...(given !== person && { person }), pseudonyms, replacement: newStranger() };
  const item = erasureItem({ id, askedBy: author.who, askedAt }, subject, keys.wrapping);
  const entry = { ...author, roles: [...author.roles], action: 'erasePerson', subject: `erasure ${id}` };
  const trail = auditItem({ ...entry, before: null, after: null }, clock());
  const puts = [item, trail].map((Item) => ({ Put: { TableName: tableName, Item } }));
  await client.send(new TransactWriteItemsCommand({ TransactItems: puts }));
  return readReceipt(item);
}
