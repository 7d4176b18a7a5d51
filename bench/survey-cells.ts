import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { localClient } from '../cli/host-file.ts';
import { scanTable } from '../shared/store/scan.ts';
import type { Stack } from '../test/stack.ts';
import { itemBytes } from './write-capacity.ts';

/** How many cell items a host's store has, and which is the largest, in bytes as DynamoDB counts them. */
export async function surveyCells(host: Stack): Promise<{ cells: number; largest: { bytes: number; key: string } }> {
  const { endpoints, region, tables } = host.host();
  const client = new DynamoDBClient(localClient(endpoints.dynamodb, region));
  let largest = { bytes: 0, key: '' };
  let cells = 0;
  await scanTable(client, tables.cells ?? '', (items) => {
    for (const item of items) {
      cells++;
      const bytes = itemBytes(item);
      if (bytes > largest.bytes) largest = { bytes, key: `${item.pk?.S} ${item.sk?.S}` };
    }
  });
  client.destroy();
  return { cells, largest };
}
