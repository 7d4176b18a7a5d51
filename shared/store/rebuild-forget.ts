import { BatchWriteItemCommand, type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { readCellPartition } from './keys.ts';
import type { Item } from './scan.ts';

export interface ForgetDeps {
  client: DynamoDBClient;
  cellsTable: string;
  sleep: (milliseconds: number) => Promise<void>;
}

/** BatchWriteItem takes so many. */
const maxDeletes = 25;

/** Deletes all cells of a generation and returns how many there were. Safe to stop anywhere and to run again. */
export async function forgetGeneration({ client, cellsTable, sleep }: ForgetDeps, generation: number): Promise<number> {
  let deleted = 0;
  let start: Item | undefined;
  do {
    const page = await client.send(
      new ScanCommand({
        TableName: cellsTable,
        ProjectionExpression: 'pk, sk',
        ConsistentRead: true,
        ...(start && { ExclusiveStartKey: start }),
      }),
    );
    const keys = (page.Items ?? []).filter(({ pk }) => readCellPartition(pk?.S ?? '')?.generation === generation);
    for (let at = 0; at < keys.length; at += maxDeletes) {
      let left = keys.slice(at, at + maxDeletes).map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } as Item } }));
      for (let delay = 50; left.length > 0; delay = Math.min(2_000, delay * 2)) {
        const { UnprocessedItems } = await client.send(
          new BatchWriteItemCommand({ RequestItems: { [cellsTable]: left } }),
        );
        left = (UnprocessedItems?.[cellsTable] ?? []) as typeof left;
        if (left.length > 0) await sleep(delay);
      }
    }
    deleted += keys.length;
    start = page.LastEvaluatedKey;
  } while (start);
  return deleted;
}
