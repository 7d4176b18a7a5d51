import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@aws-lambda-powertools/logger';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { createKeyLoader } from '../../../shared/secrets.ts';
import { quietSdk } from '../../../shared/store/quiet-sdk.ts';
import type { FlowDependencies } from '../create-flow.ts';
import { patience } from '../patience.ts';

const environmentSchema = z.object({
  BUS_NAME: z.string().min(1),
  LEDGER_TABLE: z.string().min(1),
  REGISTRY_TABLE: z.string().min(1),
  REJECTIONS_TABLE: z.string().min(1),
  PSEUDONYM_SECRET_ID: z.string().min(1),
});

const requestHandler = {
  connectionTimeout: patience.connection,
  requestTimeout: patience.request,
  throwOnRequestTimeout: true,
};

export interface ReplayDependencies extends FlowDependencies {
  dynamo: DynamoDBClient;
  ledgerTable: string;
}

/** The real clients and clock, as the environment names them; throws when a variable is missing. */
export function replayDependencies(environment: Record<string, string | undefined>): ReplayDependencies {
  const env = environmentSchema.parse(environment);
  return {
    dynamo: new DynamoDBClient({ ...quietSdk, requestHandler }),
    // `publish` tries again itself, entry by entry.
    eventBridge: new EventBridgeClient({ ...quietSdk, requestHandler, maxAttempts: 1 }),
    loadKeys: createKeyLoader(new SecretsManagerClient({ ...quietSdk, requestHandler }), env.PSEUDONYM_SECRET_ID),
    busName: env.BUS_NAME,
    ledgerTable: env.LEDGER_TABLE,
    registryTable: env.REGISTRY_TABLE,
    rejectionsTable: env.REJECTIONS_TABLE,
    clock: Date.now,
    sleep: (ms: number) => sleep(ms),
    random: Math.random,
    logger: new Logger({ serviceName: 'replay' }),
  };
}
