import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@aws-lambda-powertools/logger';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { quietSdk } from '../../shared/store/quiet-sdk.ts';
import { createRuns, type Runs } from '../../shared/store/runs.ts';
import { readAccess } from './canary-access.ts';
import type { WatchCanaryDeps } from './watch-canary.ts';

const environmentSchema = z.object({
  DOOR_URL: z.url(),
  CANARY_SECRET_ID: z.string().min(1),
  REGISTRY_TABLE: z.string().min(1),
  METRIC_NAMESPACE: z.string().min(1),
});

const requestHandler = { connectionTimeout: 1_000, requestTimeout: 5_000, throwOnRequestTimeout: true };
/** Milliseconds that one answer may take: an HTTP API gives up after 30 s. */
const answerMs = 31_000;

/** The real clients and clock, as the environment names them; throws when a variable is missing. */
export function canaryDependencies(environment: Record<string, string | undefined>): WatchCanaryDeps & { runs: Runs } {
  const env = environmentSchema.parse(environment);
  const secrets = new SecretsManagerClient({ ...quietSdk, requestHandler });
  const secret = new GetSecretValueCommand({ SecretId: env.CANARY_SECRET_ID });
  return {
    // Read in each run: there are few, and what an engineer writes holds at once.
    loadAccess: async () => readAccess((await secrets.send(secret)).SecretString),
    fetch: (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(answerMs) }),
    url: env.DOOR_URL,
    namespace: env.METRIC_NAMESPACE,
    clock: Date.now,
    sleep: (ms) => sleep(ms),
    logger: new Logger({ serviceName: 'canary' }),
    runs: createRuns(new DynamoDBClient({ ...quietSdk, requestHandler }), env.REGISTRY_TABLE),
  };
}
