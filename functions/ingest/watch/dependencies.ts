import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { quietSdk } from '../../../shared/store/quiet-sdk.ts';
import { createRuns, type Runs } from '../../../shared/store/runs.ts';
import { createSourceRegistry } from '../../../shared/store/sources.ts';
import { createSnapshots } from '../../../shared/store/watch-snapshots.ts';
import { patience } from '../patience.ts';
import type { WatchDeps } from './watch-sources.ts';

const environmentSchema = z.object({
  REGISTRY_TABLE: z.string().min(1),
  METRIC_NAMESPACE: z.string().min(1),
});

const requestHandler = {
  connectionTimeout: patience.connection,
  requestTimeout: patience.request,
  throwOnRequestTimeout: true,
};

/** The real client and clock, as the environment names them; throws when a variable is missing. */
export function watchDependencies(environment: Record<string, string | undefined>): WatchDeps & { runs: Runs } {
  const env = environmentSchema.parse(environment);
  const client = new DynamoDBClient({ ...quietSdk, requestHandler });
  const registered = { client, tableName: env.REGISTRY_TABLE, clock: Date.now };
  return {
    sources: createSourceRegistry(registered),
    snapshots: createSnapshots(registered),
    runs: createRuns(client, env.REGISTRY_TABLE),
    namespace: env.METRIC_NAMESPACE,
    clock: Date.now,
    // Not `console.log`: Lambda wraps what it writes, and CloudWatch finds no metrics within.
    write: (line) => void process.stdout.write(`${line}\n`),
  };
}
