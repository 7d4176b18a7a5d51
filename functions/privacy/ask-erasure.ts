import { randomBytes } from 'node:crypto';
import { TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import type { Author } from '../../shared/audit.ts';
import { newStranger } from '../../shared/erased-people.ts';
import type { Erasure } from '../../shared/erasure.ts';
import { membersOf } from '../../shared/person-merges.ts';
import { isPseudonym, pseudonymsOf } from '../../shared/pseudonym.ts';
import { auditItem } from '../../shared/store/audit.ts';
import { erasureItem, readReceipt, receiptOf } from '../../shared/store/erasure-item.ts';
import { createErasureStore } from '../../shared/store/erasures.ts';
import type { PrivacyDependencies } from './dependencies.ts';
import { loadMergeGroups } from './erase-merges.ts';

/**
 * Notes that a person is to be erased, with all identities that are merged with the one given, and who asked for it: what
 * ingest took until then (ISO 8601 in UTC). Asked twice, while the first erasure looks through what is held, it answers the first one's
 * receipt.
 */
export async function askErasure(
  person: string,
  author: Author,
  deps: PrivacyDependencies,
  until = new Date(deps.clock()).toISOString(),
): Promise<Erasure> {
  const { client, clock, tables } = deps;
  const { registryTable: tableName } = tables;
  const keys = await deps.loadKeys();
  const merges = await loadMergeGroups(deps);
  const groups: string[][] = [];
  for (const pseudonym of pseudonymsOf(keys, person)) {
    if (!groups.flat().includes(pseudonym)) groups.push(membersOf(merges, pseudonym));
  }
  const erasures = createErasureStore({ client, tableName, key: keys.wrapping, clock });
  const running = (await erasures.unfinished()).find(
    ({ state, subject }) => state === 'RUNNING' && groups.flat().every((one) => subject?.groups.flat().includes(one)),
  );
  if (running) return receiptOf(running);

  const askedAt = new Date(clock()).toISOString();
  const id = `${askedAt}-${randomBytes(4).toString('hex')}`;
  const salt = randomBytes(32).toString('base64url');
  const subject = { ...(!isPseudonym(person) && { person }), groups, replacement: newStranger(), salt, until };
  const item = erasureItem({ id, askedBy: author.who, askedAt }, subject, keys.wrapping);
  const entry = { ...author, roles: [...author.roles], action: 'erasePerson', subject: `erasure ${id}` };
  const trail = auditItem({ ...entry, before: null, after: null }, clock());
  const puts = [item, trail].map((Item) => ({ Put: { TableName: tableName, Item } }));
  await client.send(new TransactWriteItemsCommand({ TransactItems: puts }));
  return readReceipt(item);
}
