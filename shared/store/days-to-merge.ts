import { type DynamoDBClient, paginateQuery, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { dayPrefix, monthOf } from '../cell.ts';
import { cellAddress, revisionKind, splitAddress } from '../deltas.ts';
import { loadGenerations } from './generations.ts';
import { cellPartition } from './keys.ts';

export interface DaysToMergeOptions {
  client: DynamoDBClient;
  cellsTable: string;
  lanes: number;
}

/** A home day whose people log has items that were not merged, at a revision of its cells. */
export interface DayToMerge {
  day: string;
  revision: number;
  generation: number;
}

/** Beside a day's revision: the one up to which its people are merged. */
const mergedAt = (day: string): string => `${dayPrefix(day)}m`;
const dayName = /^\d\d$/;

/** The home days before one whose cells changed since their people were merged, the newest first. Reads the revisions. */
export async function daysToMerge(before: string, options: DaysToMergeOptions): Promise<DayToMerge[]> {
  const { client, cellsTable, lanes } = options;
  const { active: generation } = await loadGenerations(client, cellsTable);
  const sums = new Map<string, number>();
  for (let lane = 0; lane < lanes; lane++) {
    const query = {
      TableName: cellsTable,
      KeyConditionExpression: 'pk = :pk AND sk <= :last',
      ExpressionAttributeValues: {
        ':pk': { S: cellPartition(`${revisionKind}#a`, lane, generation) },
        ':last': { S: `${monthOf(before)}~` },
      },
      ConsistentRead: true,
    };
    for await (const { Items } of paginateQuery({ client }, query)) {
      for (const { pk: _pk, sk, ...counters } of Items ?? []) {
        for (const [name, { N }] of Object.entries(counters)) {
          const key = `${sk?.S?.slice(0, 7)}-${name}`;
          sums.set(key, (sums.get(key) ?? 0) + Number(N));
        }
      }
    }
  }
  return [...sums]
    .filter(([key, revision]) => dayName.test(key.slice(8)) && key < before && sums.get(`${key}m`) !== revision)
    .map(([day, revision]) => ({ day, revision, generation }))
    .sort((a, b) => (a.day > b.day ? -1 : 1));
}

/** Notes that a day's people are merged as of a revision that was read before. */
export async function noteMerged(
  { day, revision, generation }: DayToMerge,
  { client, cellsTable }: DaysToMergeOptions,
): Promise<void> {
  const { sort } = splitAddress(cellAddress(revisionKind, 'a', monthOf(day), ''));
  await client.send(
    new UpdateItemCommand({
      TableName: cellsTable,
      // Readers add lanes up, so that it is always the same one.
      Key: { pk: { S: cellPartition(`${revisionKind}#a`, 0, generation) }, sk: { S: sort } },
      UpdateExpression: 'SET #merged = :revision',
      ExpressionAttributeNames: { '#merged': mergedAt(day) },
      ExpressionAttributeValues: { ':revision': { N: String(revision) } },
    }),
  );
}
