import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { createSourceSecrets } from '../../shared/store/source-secrets.ts';
import type { IngestDependencies } from './app.ts';
import { flowDependencies } from './flow-dependencies.ts';
import { outgoingTools } from './outgoing-tools.ts';

const environmentSchema = z.object({
  SOURCE_SECRETS_PREFIX: z.string().min(1),
  LOCAL_KEY: z.string().min(1).optional(),
  /** Interactions a second that a source may send, unless it has a limit of its own. */
  SOURCE_RATE: z.coerce.number().positive(),
  /** Seconds of lag above which sources get a share each, and above which nothing is taken. */
  SOFT_LAG: z.coerce.number().positive(),
  HARD_LAG: z.coerce.number().positive(),
});

/** The real clients and clock, as the environment names them; throws when a variable is missing. */
export function ingestDependencies(environment: Record<string, string | undefined>): IngestDependencies {
  const env = environmentSchema.parse(environment);
  const flow = flowDependencies(environment, 'ingest');
  return {
    ...flow,
    sourceSecrets: createSourceSecrets({
      client: flow.secretsManager,
      prefix: env.SOURCE_SECRETS_PREFIX,
      clock: flow.clock,
    }),
    tools: outgoingTools({ anywhere: env.LOCAL_KEY !== undefined }),
    readContract: (name) => readFile(join(import.meta.dirname, name)),
    localKey: env.LOCAL_KEY,
    gate: { ratePerSecond: env.SOURCE_RATE, lag: { soft: env.SOFT_LAG, hard: env.HARD_LAG } },
  };
}
