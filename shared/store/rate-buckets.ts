import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { isOfWrongClock, latestFullAt, type RateLimit, refillTime } from '../rate-limit.ts';
import { registryPartitions } from './registry-items.ts';

export interface Spending {
  key: string;
  /** What the process last heard of the item: it guesses from it how that is. */
  known: number;
  /** Tokens given out already, and those asked for. */
  unreported: number;
  count: number;
  limit: RateLimit;
  /** Milliseconds since 1970. */
  now: number;
}

/** Takes tokens out of a bucket in the registry, or says when it will be full again (microseconds since 1970). */
export type Spend = (spending: Spending) => Promise<{ granted: boolean; fullAt: number }>;

const tries = 4;

/**
 * Buckets in the registry: the item of a key has one number, `t`, when the bucket will be full again. Taking tokens adds
 * their time to it, on the condition that enough are left; a full bucket begins at now. Throws when the table does not
 * answer, or others were faster four times.
 */
export function createSpend(client: Pick<DynamoDBClient, 'send'>, tableName: string): Spend {
  return async (spending) => {
    const { now, limit, unreported, count } = spending;
    const latest = latestOf(spending);
    const cost = refillTime(unreported + count, limit);
    for (let fullAt = spending.known, tried = 0; tried < tries; tried++) {
      const full = fullAt < now * 1000 || isOfWrongClock(fullAt, limit, now);
      if (!full && fullAt > latest) return { granted: false, fullAt };
      const held = await send(
        client,
        full ? beginRequest(tableName, spending, cost, fullAt) : addRequest(tableName, spending, cost),
      );
      if (held.done) return { granted: true, fullAt: held.fullAt ?? (full ? now * 1000 : fullAt) + cost };
      fullAt = held.fullAt ?? 0;
    }
    throw new Error('Others took tokens of the same bucket each time.');
  };
}

/** The latest `t` at which enough is left. */
const latestOf = ({ now, count, limit }: Spending): number => latestFullAt(count, limit, now);

const itemOf = (tableName: string, { key }: Spending) => ({
  TableName: tableName,
  Key: { pk: { S: registryPartitions.rate }, sk: { S: key } },
  ReturnValues: 'UPDATED_NEW' as const,
  ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
});

const addRequest = (tableName: string, spending: Spending, cost: number): UpdateItemCommandInput => ({
  ...itemOf(tableName, spending),
  UpdateExpression: 'ADD t :cost',
  ConditionExpression: 't BETWEEN :now AND :latest',
  ExpressionAttributeValues: {
    ':cost': number(cost),
    ':now': number(spending.now * 1000),
    ':latest': number(latestOf(spending)),
  },
});

const beginRequest = (tableName: string, spending: Spending, cost: number, held: number): UpdateItemCommandInput => ({
  ...itemOf(tableName, spending),
  UpdateExpression: 'SET t = :then',
  ConditionExpression: 'attribute_not_exists(t) OR t < :now OR t = :held',
  ExpressionAttributeValues: {
    ':then': number(spending.now * 1000 + cost),
    ':now': number(spending.now * 1000),
    ':held': number(held),
  },
});

async function send(client: Pick<DynamoDBClient, 'send'>, request: UpdateItemCommandInput) {
  try {
    const { Attributes } = await client.send(new UpdateItemCommand(request));
    return { done: true, fullAt: timeIn(Attributes) };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return { done: false, fullAt: timeIn(error.Item) };
  }
}

const timeIn = (item: Record<string, AttributeValue> | undefined): number | undefined =>
  item?.t?.N === undefined ? undefined : Number(item.t.N);
const number = (value: number): AttributeValue => ({ N: String(Math.round(value)) });
