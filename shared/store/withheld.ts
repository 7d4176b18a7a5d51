import { type DynamoDBClient, GetItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { registryPartitions } from './registry-items.ts';

export interface WithheldOptions {
  client: Pick<DynamoDBClient, 'send'>;
  /** Of the registry. */
  tableName: string;
}

/** What was decided not to be told of periods, by the period's key; decisions only ever grow. */
export interface WithheldStore<T> {
  /** The decisions of periods from a key to a key, both included, in text order. */
  load(first: string, last: string): Promise<Map<string, T>>;
  /** Adds to the decision of a period and returns what it is now. */
  grow(period: string, add: (known: T | undefined) => T): Promise<T>;
}

const partition = registryPartitions.withheld;
const attempts = 5;

/** Decisions in the registry table: `pk` is `WITHHELD`, `sk` the period, JSON in `b`, a revision in `v`. */
export function createWithheldStore<T>({ client, tableName }: WithheldOptions): WithheldStore<T> {
  return {
    async load(first, last) {
      const decisions = new Map<string, T>();
      let start: Record<string, { S: string }> | undefined;
      do {
        const page = await client.send(
          new QueryCommand({
            TableName: tableName,
            KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
            ExpressionAttributeValues: { ':pk': { S: partition }, ':first': { S: first }, ':last': { S: last } },
            ConsistentRead: true,
            ...(start && { ExclusiveStartKey: start }),
          }),
        );
        for (const { sk, b } of page.Items ?? []) decisions.set(sk?.S ?? '', JSON.parse(b?.S ?? 'null') as T);
        start = page.LastEvaluatedKey as typeof start;
      } while (start);
      return decisions;
    },

    async grow(period, add) {
      const Key = { pk: { S: partition }, sk: { S: period } };
      for (let attempt = 1; ; attempt++) {
        const { Item } = await client.send(new GetItemCommand({ TableName: tableName, Key, ConsistentRead: true }));
        const grown = add(Item?.b?.S === undefined ? undefined : (JSON.parse(Item.b.S) as T));
        const body = JSON.stringify(grown);
        if (body === Item?.b?.S) return grown;
        const revision = Number(Item?.v?.N ?? 0);
        try {
          await client.send(
            new PutItemCommand({
              TableName: tableName,
              Item: { ...Key, v: { N: String(revision + 1) }, b: { S: body } },
              ...(revision === 0
                ? { ConditionExpression: 'attribute_not_exists(pk)' }
                : { ConditionExpression: 'v = :v', ExpressionAttributeValues: { ':v': { N: String(revision) } } }),
            }),
          );
          return grown;
        } catch (error) {
          const raced = error instanceof Error && error.name === 'ConditionalCheckFailedException';
          if (!raced || attempt === attempts) throw error;
        }
      }
    },
  };
}
