import { randomUUID } from 'node:crypto';
import { ConditionalCheckFailedException, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { ApiError } from '../errors.ts';
import type { RegistryOptions } from './commit-audited.ts';
import { registryPartitions } from './registry-items.ts';
import type { RegisteredSource } from './source-item.ts';

const attemptSchema = z.object({
  /** A keyed hash of the values, which tells whether they are the same and nothing else of them. */
  fingerprint: z.string(),
  /** The version that Secrets Manager has them under, once it has them. */
  version: z.string(),
  /** When it began, and until when the values before hold, too; ISO 8601 in UTC. */
  at: z.string(),
  until: z.string().optional(),
});
/** A change of the secret values of a source that was begun, and may have ended. */
export type SecretsAttempt = z.infer<typeof attemptSchema>;

/**
 * The attempt to set values with this fingerprint: the latest one of the source if that was the same, so that what is
 * asked again after an error is the same version, else a new one, written down before anything is stored. `ends`: until
 * when the values before hold, too; undefined ends them at once, also when the same values were set with an overlap.
 * Throws `CONFLICT` when somebody else begins one at the same time.
 */
export async function attemptSourceSecrets(
  { client, tableName }: RegistryOptions,
  { id, secretsAttempt: held, secretsChangedAt }: RegisteredSource,
  fingerprint: string,
  now: number,
  ends: string | undefined,
): Promise<SecretsAttempt> {
  const latest = held === undefined ? undefined : attemptSchema.parse(JSON.parse(held));
  if (latest?.fingerprint === fingerprint && (ends !== undefined || latest.until === undefined)) return latest;
  const until = secretsChangedAt === undefined ? undefined : ends;
  const attempt = {
    fingerprint,
    version: randomUUID(),
    at: new Date(now).toISOString(),
    ...(until !== undefined && { until }),
  };
  try {
    await client.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: { pk: { S: registryPartitions.source }, sk: { S: id } },
        UpdateExpression: 'SET secretsAttempt = :attempt',
        ConditionExpression: held === undefined ? 'attribute_not_exists(secretsAttempt)' : 'secretsAttempt = :held',
        ExpressionAttributeValues: {
          ':attempt': { S: JSON.stringify(attempt) },
          ...(held !== undefined && { ':held': { S: held } }),
        },
      }),
    );
    return attempt;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    throw new ApiError('CONFLICT', 'Somebody else sets the secrets of the source at the same time: try again.');
  }
}
