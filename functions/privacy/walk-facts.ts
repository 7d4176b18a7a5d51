import { type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { decodeFact, type StoredFact } from '../../shared/store/fact-item.ts';
import { factSort } from '../../shared/store/keys.ts';
import type { Item } from '../../shared/store/scan.ts';

/** How far each of the scans is that walk a ledger side by side: a key, or that it is done. */
export type WalkPosition = ('beginning' | 'done' | { pk: string; sk: string })[];

/** Scans at once: each reads a part of the keys. The local engine looks at every key for each page, and hands out a part. */
const segments = 16;
/** A filter takes 300 operators. */
export const maxWords = 100;

export const atBeginning = (): WalkPosition => Array.from({ length: segments }, () => 'beginning');

/**
 * Walks the ledger for facts that have one of these words in them: the table looks, and hands over what matches. `onFacts`
 * is told of each page and how far all scans are once it is done with; one call at a time. Strongly consistent.
 */
export async function walkFacts(
  { client, ledgerTable }: { client: Pick<DynamoDBClient, 'send'>; ledgerTable: string },
  words: readonly string[],
  from: WalkPosition,
  onFacts: (facts: StoredFact[], position: WalkPosition) => Promise<void>,
): Promise<void> {
  const position = [...from];
  const anyOf = words.map((_, index) => `contains(b, :${index})`).join(' OR ');
  let turn: Promise<void> = Promise.resolve();
  const walk = async (segment: number): Promise<void> => {
    while (position[segment] !== 'done') {
      const at = position[segment];
      const page = await client.send(
        new ScanCommand({
          TableName: ledgerTable,
          FilterExpression: `sk = :fact AND (${anyOf})`,
          ExpressionAttributeValues: {
            ':fact': { S: factSort },
            ...Object.fromEntries(words.map((word, index) => [`:${index}`, { S: word }])),
          },
          Segment: segment,
          TotalSegments: from.length,
          ConsistentRead: true,
          ...(typeof at === 'object' && { ExclusiveStartKey: { pk: { S: at.pk }, sk: { S: at.sk } } }),
        }),
      );
      const facts = (page.Items ?? []).map(decodeFact);
      // The next page is read while another scan's is worked on, and none is worked on beside another.
      turn = turn.then(async () => {
        position[segment] = placeOf(page.LastEvaluatedKey);
        await onFacts(facts, [...position]);
      });
      await turn;
    }
  };
  await Promise.all(from.map((_, segment) => walk(segment)));
}

const placeOf = (last: Item | undefined): WalkPosition[number] =>
  last ? { pk: last.pk?.S ?? '', sk: last.sk?.S ?? '' } : 'done';
