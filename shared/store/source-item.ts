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
  /** Interactions a second that it may send, where the door's own limit is not meant; kept as a text, as what is changed. */
  ratePerSecond: z.coerce.number().optional(),
  /** For how many days people of its interactions are kept as who they are; for ever, where it does not say. */
  retainPeopleDays: z.coerce.number().optional(),
  /** The id of its adapter; without one it sends CloudEvents or ActivityStreams. */
  adapter: z.string().optional(),
  /** What its adapter is told, as JSON. */
  settings: z.string().optional(),
  /** The last part of its webhook's address: `hookOf(id)`, once it is connected. */
  hook: z.string().optional(),
  /** Since when nothing of it is taken; absent while it runs. */
  pausedAt: z.string().optional(),
  /** When it was last told to be asked from its beginning. */
  restartedAt: z.string().optional(),
  firstSeenAt: z.string().optional(),
  /** When the newest of its interactions happened, and how many seconds later it arrived. */
  lastInteractionAt: z.string().optional(),
  lagSeconds: z.number().optional(),
  /** When something of it last arrived. */
  lastRecordedAt: z.string().optional(),
  /** Interactions, without edits and retractions, that were new when they were folded. The cells are exact, this is not. */
  recorded: z.number().default(0),
  /** Interactions that were known already when they were folded. */
  duplicates: z.number().default(0),
  rejected: z.number().default(0),
  /** Parts of deliveries left alone by their kind, and those of a kind that the adapter does not know. */
  ignored: z.number().default(0),
  unknown: z.number().default(0),
  /** Names of the secret values that are set, with commas between; the values are in Secrets Manager alone. */
  secretNames: z.string().optional(),
  secretsChangedAt: z.string().optional(),
  /** Until when the values before these hold, too. */
  previousSecretsUntil: z.string().optional(),
  /** The latest change of them that was begun, as JSON: `attemptSourceSecrets`. */
  secretsAttempt: z.string().optional(),
  /** Of sources that are asked on a schedule: the latest run, the code of its error, and since when all runs failed. */
  lastRunAt: z.string().optional(),
  lastRunError: z.string().optional(),
  failingSince: z.string().optional(),
});
export type RegisteredSource = z.infer<typeof registeredSourceSchema>;

/** What is known of a source that is not registered (yet): it goes by its id. */
export const unregisteredSource = (id: string): RegisteredSource => registeredSourceSchema.parse({ id, name: id });

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

/** What a batch told of a source. Times are ISO 8601 in UTC with milliseconds. */
export interface SourceNote {
  /** When the newest of the batch happened, and when that arrived. */
  latest: string;
  recordedAt: string;
  recorded: number;
  duplicates: number;
}

/**
 * Adds what a batch told of a source. As `newest` it also moves `lastInteractionAt` and the lag forward, on the condition
 * that they are older; else the source is told to have nothing newer.
 */
export function noteRequest(
  tableName: string,
  source: string,
  { latest, recordedAt, recorded, duplicates }: SourceNote,
  newest: boolean,
): UpdateItemCommandInput {
  const lag = Math.max(0, Math.round((Date.parse(recordedAt) - Date.parse(latest)) / 1000));
  const set = newest ? 'lastInteractionAt = :latest, lagSeconds = :lag, ' : '';
  return {
    TableName: tableName,
    Key: { pk: { S: 'SOURCE' }, sk: { S: source } },
    UpdateExpression: `SET ${set}lastRecordedAt = :at ADD recorded :recorded, duplicates :duplicates`,
    ExpressionAttributeValues: {
      ':at': { S: recordedAt },
      ':recorded': { N: String(recorded) },
      ':duplicates': { N: String(duplicates) },
      ...(newest && { ':latest': { S: latest }, ':lag': { N: String(lag) } }),
    },
    ...(newest && {
      ConditionExpression: 'attribute_not_exists(lastInteractionAt) OR lastInteractionAt < :latest',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    }),
  };
}

/**
 * Adds to the refused interactions of a source: of a registered one, or with `registers` of any, which is in the list
 * then by its id alone. Channel and department come with the first that is accepted.
 */
export const countRequest = (
  tableName: string,
  source: string,
  count: number,
  registers = false,
): UpdateItemCommandInput => ({
  TableName: tableName,
  Key: { pk: { S: 'SOURCE' }, sk: { S: source } },
  UpdateExpression: 'ADD rejected :count',
  ...(!registers && { ConditionExpression: 'attribute_exists(pk)' }),
  ExpressionAttributeValues: { ':count': { N: String(count) } },
});

/** Notes a run of a source that is asked on a schedule: `error` is its code, absent when it went well. */
export function noteRunRequest(tableName: string, source: string, at: string, error?: string): UpdateItemCommandInput {
  return {
    TableName: tableName,
    Key: { pk: { S: 'SOURCE' }, sk: { S: source } },
    UpdateExpression:
      error === undefined
        ? 'SET lastRunAt = :at REMOVE lastRunError, failingSince'
        : 'SET lastRunAt = :at, lastRunError = :error, failingSince = if_not_exists(failingSince, :at)',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeValues: { ':at': { S: at }, ...(error !== undefined && { ':error': { S: error } }) },
  };
}
