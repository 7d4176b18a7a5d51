import type { AttributeValue, UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';

/** A feed as the registry knows it: `pk` is `SOURCE`, `sk` the id. Times are ISO 8601 in UTC with milliseconds. */
const registeredSourceSchema = z.object({
  id: z.string(),
  name: z.string(),
  channel: z.string().optional(),
  department: z.string().optional(),
  owner: z.string().optional(),
  /** ISO 8601 duration: how often the feed is expected to say something. */
  cadence: z.string().optional(),
  firstSeenAt: z.string().optional(),
  lastInteractionAt: z.string().optional(),
  rejected: z.number().default(0),
});
export type RegisteredSource = z.infer<typeof registeredSourceSchema>;

/** The item of a key: `pk` is `KEY`, `sk` the SHA-256 of the key in hex. */
export const sourceKeySchema = z.object({
  source: z.string(),
  createdAt: z.string(),
  expiresAt: z.string().optional(),
});
export type SourceKey = z.infer<typeof sourceKeySchema>;

export interface NewSource {
  id: string;
  name?: string;
  channel?: string;
  department?: string;
  owner?: string;
  cadence?: string;
}

/** The attributes of an item that has only texts and numbers. */
export const plainItem = (item: Record<string, AttributeValue>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, value.S ?? Number(value.N)]));

/** The source in an item; its name is its id until it has another. */
export function readSource(item: Record<string, AttributeValue>): RegisteredSource {
  const { sk, ...attributes } = plainItem(item);
  return registeredSourceSchema.parse({ name: sk, ...attributes, id: sk });
}

/** Registers a source, unless it is. */
export function registerRequest(tableName: string, source: NewSource, now: string): UpdateItemCommandInput {
  const attributes = { name: source.id, ...source, firstSeenAt: now, id: undefined };
  const named = Object.entries(attributes).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return {
    TableName: tableName,
    Key: { pk: { S: 'SOURCE' }, sk: { S: source.id } },
    // Not a put: the aggregate may have noted an interaction of the source before it is registered.
    UpdateExpression: `SET ${named.map(([name]) => `#${name} = :${name}`).join(', ')}`,
    ConditionExpression: 'attribute_not_exists(firstSeenAt)',
    ExpressionAttributeNames: Object.fromEntries(named.map(([name]) => [`#${name}`, name])),
    ExpressionAttributeValues: Object.fromEntries(named.map(([name, value]) => [`:${name}`, { S: value }])),
  };
}

/** Moves `lastInteractionAt` forward, never back. */
export const noteRequest = (tableName: string, source: string, latest: string): UpdateItemCommandInput => ({
  TableName: tableName,
  Key: { pk: { S: 'SOURCE' }, sk: { S: source } },
  UpdateExpression: 'SET lastInteractionAt = :latest',
  ConditionExpression: 'attribute_not_exists(lastInteractionAt) OR lastInteractionAt < :latest',
  ExpressionAttributeValues: { ':latest': { S: latest } },
});

/** Adds to the refused interactions of a registered source. */
export const countRequest = (tableName: string, source: string, count: number): UpdateItemCommandInput => ({
  TableName: tableName,
  Key: { pk: { S: 'SOURCE' }, sk: { S: source } },
  UpdateExpression: 'ADD rejected :count',
  ConditionExpression: 'attribute_exists(pk)',
  ExpressionAttributeValues: { ':count': { N: String(count) } },
});
