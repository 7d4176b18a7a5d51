import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@aws-lambda-powertools/logger';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import type { Keys } from '../../shared/derive-keys.ts';
import { createKeyLoader } from '../../shared/secrets.ts';
import { settleMs } from '../../shared/store/generation-steps.ts';
import { quietSdk } from '../../shared/store/quiet-sdk.ts';
import { storeVariables } from '../../shared/store/store-variables.ts';

const environmentSchema = storeVariables.extend({
  PSEUDONYM_SECRET_ID: z.string().min(1),
  METRIC_NAMESPACE: z.string().min(1),
  FOLD_QUEUE_URL: z.string().min(1),
  UNFOLDED_QUEUE_URL: z.string().min(1),
  UNDELIVERED_QUEUE_URL: z.string().min(1),
});

export interface PrivacyDependencies {
  client: DynamoDBClient;
  sqs: Pick<SQSClient, 'send'>;
  tables: { ledgerTable: string; cellsTable: string; registryTable: string; rejectionsTable: string };
  /** Where messages sealed with an old key may still be: the queue of the fold, and the dead letters. */
  queueUrls: string[];
  lanes: number;
  /** How long a fold may go on that does not know of an erasure yet: the time of its function, and a margin. */
  settleMs: number;
  loadKeys: () => Promise<Keys>;
  /** Milliseconds since 1970. */
  clock: () => number;
  sleep: (milliseconds: number) => Promise<void>;
  /** From 0 up to 1. */
  random: () => number;
  /** Where the metrics are put. */
  namespace: string;
  logger: Pick<Logger, 'info' | 'warn' | 'error'>;
}

/** A page of a scan takes up to a second; an engine that hangs is given up long before the function's own time is up. */
const requestHandler = { connectionTimeout: 1_000, requestTimeout: 20_000, throwOnRequestTimeout: true };

/** The real stores, keys and clock, as the environment names them; throws when a variable is missing. */
export function privacyDependencies(environment: Record<string, string | undefined>): PrivacyDependencies {
  const env = environmentSchema.parse(environment);
  return {
    client: new DynamoDBClient({ ...quietSdk, requestHandler }),
    sqs: new SQSClient({ ...quietSdk, requestHandler }),
    tables: {
      ledgerTable: env.LEDGER_TABLE,
      cellsTable: env.CELLS_TABLE,
      registryTable: env.REGISTRY_TABLE,
      rejectionsTable: env.REJECTIONS_TABLE,
    },
    queueUrls: [env.FOLD_QUEUE_URL, env.UNFOLDED_QUEUE_URL, env.UNDELIVERED_QUEUE_URL],
    lanes: env.LANES,
    settleMs,
    loadKeys: createKeyLoader(new SecretsManagerClient({ ...quietSdk, requestHandler }), env.PSEUDONYM_SECRET_ID),
    clock: Date.now,
    sleep: (milliseconds) => sleep(milliseconds),
    random: Math.random,
    namespace: env.METRIC_NAMESPACE,
    logger: new Logger({ serviceName: 'privacy' }),
  };
}
