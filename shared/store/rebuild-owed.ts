import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { FoldStore } from './fold-store.ts';
import { owedPartition, settleOwed } from './owed-item.ts';
import type { Item } from './scan.ts';

export interface OwedDeps {
  client: DynamoDBClient;
  store: Pick<FoldStore, 'commit'>;
  cellsTable: string;
  sleep: (milliseconds: number) => Promise<void>;
}

/** Attempts at one transaction that others hold up. */
const maxAttempts = 16;

/** Counts what was noted to be counted later in a generation, until nothing is left; each part is counted once. */
export async function payOwed(deps: OwedDeps, generation: number): Promise<void> {
  for (let busy = 0; ; ) {
    const items = await oldestOwed(deps, generation);
    if (items.length === 0) return;
    for (const item of items) {
      // Which lane does not matter: readers add them up, and there is always a first.
      const target = { cellsTable: deps.cellsTable, generation, lane: 0 };
      const outcome = await deps.store.commit(settleOwed(item, target));
      if (outcome.kind === 'refused') throw new Error(`What is owed cannot be counted: ${outcome.reason}`);
      // Stale: somebody else has counted it, and the next look says what is left.
      if (outcome.kind !== 'busy') busy = 0;
      else if (++busy === maxAttempts) throw new Error('The cells are busy: run the rebuild again, it goes on.');
      else await deps.sleep(20 * 2 ** Math.min(busy, 9));
    }
  }
}

async function oldestOwed({ client, cellsTable }: OwedDeps, generation: number): Promise<Item[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: cellsTable,
      KeyConditionExpression: 'pk = :owed',
      ExpressionAttributeValues: { ':owed': { S: owedPartition(generation) } },
      ConsistentRead: true,
      Limit: 50,
    }),
  );
  return Items;
}
