import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@aws-lambda-powertools/logger';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { createKeyLoader } from '../../shared/secrets.ts';
import { createPersonKeyRing } from '../../shared/store/person-key-ring.ts';
import { quietSdk } from '../../shared/store/quiet-sdk.ts';
import type { FlowDependencies } from './create-flow.ts';
import { patience } from './patience.ts';

const environmentSchema = z.object({
  BUS_NAME: z.string().min(1),
  REGISTRY_TABLE: z.string().min(1),
  REJECTIONS_TABLE: z.string().min(1),
  PSEUDONYM_SECRET_ID: z.string().min(1),
  METRIC_NAMESPACE: z.string().min(1).optional(),
});

const requestHandler = {
  connectionTimeout: patience.connection,
  requestTimeout: patience.request,
  throwOnRequestTimeout: true,
};

/** The real clients and clock of a function that takes interactions; throws when a variable is missing. */
export function flowDependencies(environment: Record<string, string | undefined>, serviceName: string) {
  const env = environmentSchema.parse(environment);
  const secretsManager = new SecretsManagerClient({ ...quietSdk, requestHandler });
  const dynamo = new DynamoDBClient({ ...quietSdk, requestHandler });
  const loadKeys = createKeyLoader(secretsManager, env.PSEUDONYM_SECRET_ID);
  const personKeys = async () => ({ client: dynamo, tableName: env.REGISTRY_TABLE, key: (await loadKeys()).wrapping });
  const { sealer } = createPersonKeyRing(personKeys, Date.now);
  return {
    dynamo,
    // `publish` tries again itself, entry by entry.
    eventBridge: new EventBridgeClient({ ...quietSdk, requestHandler, maxAttempts: 1 }),
    secretsManager,
    loadKeys,
    sealer,
    busName: env.BUS_NAME,
    registryTable: env.REGISTRY_TABLE,
    rejectionsTable: env.REJECTIONS_TABLE,
    clock: Date.now,
    sleep: (ms: number) => sleep(ms),
    random: Math.random,
    logger: new Logger({ serviceName }),
    metricNamespace: env.METRIC_NAMESPACE,
    // Lambda sets it anew for each invocation.
    xrayHeader: () => environment._X_AMZN_TRACE_ID,
  } satisfies FlowDependencies & { secretsManager: SecretsManagerClient };
}
