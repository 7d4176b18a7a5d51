import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { threadsOf } from '../../shared/conversation.ts';
import { currentInteraction, type Fact } from '../../shared/fact.ts';
import { decodeFact } from '../../shared/store/fact-item.ts';
import { factSort } from '../../shared/store/keys.ts';
import type { ExportFrom } from './export-person.ts';
import { maxWords } from './walk-facts.ts';

/** Reads on through the ledger, a page of 1 MB of it, for facts that name the person. */
export const exportFacts: ExportFrom = async (at, most, { words }, { client, tables }) => {
  const start = at === undefined ? undefined : (JSON.parse(at) as [string, string]);
  // A filter takes so many; with more, all facts are looked through here.
  const looked = words.length <= maxWords ? words : ['"id":"'];
  const { Items = [], LastEvaluatedKey: last } = await client.send(
    new ScanCommand({
      TableName: tables.ledgerTable,
      FilterExpression: `sk = :fact AND (${looked.map((_, index) => `contains(b, :${index})`).join(' OR ')})`,
      ExpressionAttributeValues: {
        ':fact': { S: factSort },
        ...Object.fromEntries(looked.map((word, index) => [`:${index}`, { S: word }])),
      },
      ConsistentRead: true,
      ...(start && { ExclusiveStartKey: { pk: { S: start[0] }, sk: { S: start[1] } } }),
    }),
  );
  const people = new Set(words);
  const found = Items.map((item) => ({ item, fact: decodeFact(item).fact })).filter(({ fact }) => isIn(fact, people));
  const taken = found.slice(0, most);
  const data = taken.map(({ fact }) => ({ ...fact, conversations: conversationsOf(fact) }));
  // Any key that is there may be gone on from.
  const reached = found.length > taken.length ? taken.at(-1)?.item : last;
  return { data, ...(reached && { next: JSON.stringify([reached.pk?.S, reached.sk?.S]) }) };
};

const isIn = ({ body, edit }: Fact, people: ReadonlySet<string>): boolean =>
  [body, edit].some(
    (one) => one && [one.actor.id, one.counterpart?.id].some((id) => id !== undefined && people.has(id)),
  );

/** The conversations and ideas that the fact is a turn of, now. */
function conversationsOf(fact: Fact): string[] {
  const current = currentInteraction(fact);
  return current ? threadsOf(current) : [];
}
