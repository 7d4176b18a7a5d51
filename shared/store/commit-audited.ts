import { setTimeout as sleep } from 'node:timers/promises';
import { type DynamoDBClient, type TransactWriteItem, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import type { AuditEntry } from '../audit.ts';
import { ApiError } from '../errors.ts';
import { auditItem } from './audit.ts';

export interface RegistryOptions {
  client: Pick<DynamoDBClient, 'send'>;
  tableName: string;
  /** Milliseconds since 1970. */
  clock: () => number;
}

/** A change made on what was read just now, or nothing to do. `write` is conditional on nobody having been faster. */
export type Attempt<T> = {
  result: T;
  write?: { action: TransactWriteItem; also?: TransactWriteItem; entry: AuditEntry };
};

const tries = 8;

/**
 * Writes a change and its audit entry in one transaction. Where somebody was faster, `attempt` is asked again, to read
 * and decide anew; after eight tries the caller is told so with `CONFLICT`. A commit whose answer was lost is known by
 * its audit entry, which is there already.
 */
export async function commitAudited<T>(
  { client, tableName, clock }: RegistryOptions,
  attempt: () => Promise<Attempt<T>>,
): Promise<T> {
  for (let made = 0; made < tries; made++) {
    if (made > 0) await sleep(Math.random() * 20 * 2 ** Math.min(made, 5));
    const { result, write } = await attempt();
    if (!write) return result;
    const trail = {
      Put: {
        TableName: tableName,
        Item: auditItem(write.entry, clock()),
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    };
    const outcome = await commit(client, [write.action, trail, ...(write.also ? [write.also] : [])]);
    if (outcome === 'committed') return result;
  }
  throw new ApiError('CONFLICT', 'Others are changing the same at this moment, and nothing was changed: ask again.');
}

async function commit(client: RegistryOptions['client'], actions: TransactWriteItem[]): Promise<'committed' | 'again'> {
  try {
    await client.send(new TransactWriteItemsCommand({ TransactItems: actions }));
    return 'committed';
  } catch (error) {
    const { name, CancellationReasons: reasons } = error as Error & { CancellationReasons?: { Code?: string }[] };
    if (name !== 'TransactionCanceledException' || !reasons) throw error;
    // The word in its key is random: an entry that is there is the one of this very transaction.
    if (reasons[1]?.Code === 'ConditionalCheckFailed') return 'committed';
    if (reasons.some(({ Code }) => Code === 'ConditionalCheckFailed' || Code === 'TransactionConflict')) return 'again';
    throw error;
  }
}
