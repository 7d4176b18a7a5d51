import { ScanCommand } from '@aws-sdk/client-dynamodb';
import type { Author } from '../../shared/audit.ts';
import { erasedHash } from '../../shared/erased-people.ts';
import { isPseudonym } from '../../shared/pseudonym.ts';
import { loadErasedNotes } from '../../shared/store/erased-notes.ts';
import { decodeFact } from '../../shared/store/fact-item.ts';
import { factSort } from '../../shared/store/keys.ts';
import type { Item } from '../../shared/store/scan.ts';
import { askErasure } from './ask-erasure.ts';
import type { PrivacyDependencies } from './dependencies.ts';
import { loadMergeGroups } from './erase-merges.ts';

/**
 * Asks anew for the erasure of everybody who was erased in the last 40 days and is there again, as after a table was
 * restored: of what was recorded until they were erased first. Reads the whole ledger.
 */
export async function askAgain(author: Author, deps: PrivacyDependencies): Promise<void> {
  const { client, tables } = deps;
  const { erased } = await deps.loadKeys();
  const notes = await loadErasedNotes({ client, tableName: tables.registryTable });
  if (notes.length === 0) return;
  const untilOf = new Map(notes.map(({ hash, at }) => [hash, at]));
  const back = new Map<string, string>();
  const look = (person: string | undefined, recordedAt: string) => {
    if (person === undefined || !isPseudonym(person) || back.has(person)) return;
    const until = untilOf.get(erasedHash(erased, person));
    if (until !== undefined && recordedAt <= until) back.set(person, until);
  };
  for (const person of Object.keys(await loadMergeGroups(deps))) look(person, '');
  let start: Item | undefined;
  do {
    const page = await client.send(
      new ScanCommand({
        TableName: tables.ledgerTable,
        FilterExpression: 'sk = :fact',
        ExpressionAttributeValues: { ':fact': { S: factSort } },
        ConsistentRead: true,
        ...(start && { ExclusiveStartKey: start }),
      }),
    );
    for (const { fact } of (page.Items ?? []).map(decodeFact)) {
      for (const one of [fact.body, fact.edit]) {
        look(one?.actor.id, one?.recordedAt ?? '');
        look(one?.counterpart?.id, one?.recordedAt ?? '');
      }
    }
    start = page.LastEvaluatedKey;
  } while (start);
  for (const [person, until] of back) await askErasure(person, author, deps, until);
}
