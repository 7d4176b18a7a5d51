import { type AttributeValue, type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';

export type Item = Record<string, AttributeValue>;

/** Every item of a table, read in `segments` scans at once, strongly consistent. Pages are handed over as they come. */
export async function scanTable(
  client: DynamoDBClient,
  tableName: string,
  onItems: (items: Item[]) => void,
  segments = 2,
): Promise<void> {
  await Promise.all(
    Array.from({ length: segments }, async (_, segment) => {
      let start: Item | undefined;
      do {
        const page = await client.send(
          new ScanCommand({
            TableName: tableName,
            ConsistentRead: true,
            Segment: segment,
            TotalSegments: segments,
            ...(start && { ExclusiveStartKey: start }),
          }),
        );
        onItems(page.Items ?? []);
        start = page.LastEvaluatedKey;
      } while (start);
    }),
  );
}
