import * as z from 'zod';
import { countAccepted } from '../../../shared/store/rate-backlog.ts';
import { createRuns, type Runs } from '../../../shared/store/runs.ts';
import { createSourceCursors } from '../../../shared/store/source-cursors.ts';
import { createSourceSecrets } from '../../../shared/store/source-secrets.ts';
import { createFlow } from '../create-flow.ts';
import { flowDependencies } from '../flow-dependencies.ts';
import { outgoingTools } from '../outgoing-tools.ts';
import { findAdapter } from '../sources/registry.ts';
import type { PollDeps } from './poll-sources.ts';

const environmentSchema = z.object({
  SOURCE_SECRETS_PREFIX: z.string().min(1),
  /** Where the HTTP API is: webhooks lie below. */
  DOOR_URL: z.url(),
  STAGE: z.string().min(1),
});

/** The real clients and clock, as the environment names them; throws when a variable is missing. */
export function pollDependencies(environment: Record<string, string | undefined>): PollDeps & { runs: Runs } {
  const env = environmentSchema.parse(environment);
  const { secretsManager, ...flow } = flowDependencies(environment, 'poll');
  const { dynamo, registryTable, clock, logger } = flow;
  return {
    flow: createFlow(flow),
    runs: createRuns(dynamo, registryTable),
    secrets: createSourceSecrets({ client: secretsManager, prefix: env.SOURCE_SECRETS_PREFIX, clock }),
    cursors: createSourceCursors({ client: dynamo, tableName: registryTable }),
    tools: outgoingTools({ anywhere: env.STAGE === 'local' }),
    webhookUrl: (adapter, hook) => `${env.DOOR_URL}/v1/sources/${adapter}/${hook}`,
    findAdapter,
    countAccepted: (interactions) => countAccepted(dynamo, registryTable, interactions),
    clock,
    logger,
  };
}
