import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@aws-lambda-powertools/logger';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { foldContextOf } from '../../shared/fold-context.ts';
import { loadOrganisation } from '../../shared/store/organisation.ts';
import { quietSdk } from '../../shared/store/quiet-sdk.ts';
import { createRuns, type Runs } from '../../shared/store/runs.ts';
import { storeVariables } from '../../shared/store/store-variables.ts';
import type { CompareSampleDeps } from './compare-sample.ts';

const environmentSchema = storeVariables.omit({ REJECTIONS_TABLE: true }).extend({
  METRIC_NAMESPACE: z.string().min(1),
});

const requestHandler = { connectionTimeout: 1_000, requestTimeout: 20_000, throwOnRequestTimeout: true };

/** What one run looks at: some thousand small reads, and up to 200,000 facts, which is about 0.01 dollars. */
const limits = { days: 4, facts: 200_000, conversations: 25, time: 240_000 };

/** The real tables and clock, as the environment names them; throws when a variable is missing. */
export function verifyDependencies(
  environment: Record<string, string | undefined>,
): CompareSampleDeps & { runs: Runs } {
  const env = environmentSchema.parse(environment);
  const client = new DynamoDBClient({ ...quietSdk, requestHandler });
  return {
    client,
    ledgerTable: env.LEDGER_TABLE,
    cellsTable: env.CELLS_TABLE,
    lanes: env.LANES,
    loadContext: async () => foldContextOf(await loadOrganisation(client, env.REGISTRY_TABLE)),
    limits,
    namespace: env.METRIC_NAMESPACE,
    random: Math.random,
    clock: Date.now,
    sleep: (milliseconds) => sleep(milliseconds),
    logger: new Logger({ serviceName: 'verify' }),
    runs: createRuns(client, env.REGISTRY_TABLE),
  };
}
