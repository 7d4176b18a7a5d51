import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@aws-lambda-powertools/logger';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { foldContextOf } from '../../shared/fold-context.ts';
import { createKeyLoader } from '../../shared/secrets.ts';
import { createFoldStore } from '../../shared/store/fold-store.ts';
import { loadOrganisation } from '../../shared/store/organisation.ts';
import { createPersonKeyRing } from '../../shared/store/person-key-ring.ts';
import { quietSdk } from '../../shared/store/quiet-sdk.ts';
import { readBacklog, writeBacklog } from '../../shared/store/rate-backlog.ts';
import { createRejectionStore } from '../../shared/store/rejections.ts';
import { createSourceRegistry } from '../../shared/store/sources.ts';
import { storeVariables } from '../../shared/store/store-variables.ts';
import type { AggregateDeps } from './aggregate-messages.ts';
import { createFoldReport } from './create-fold-report.ts';
import { createBacklogNotes } from './note-backlog.ts';
import { createOpenPeople } from './open-people.ts';
import type { Hide } from './return-soon.ts';

const environmentSchema = storeVariables.extend({
  PSEUDONYM_SECRET_ID: z.string().min(1),
  METRIC_NAMESPACE: z.string().min(1).optional(),
  FOLD_QUEUE_URL: z.url(),
  /** Seconds of lag above which sources get a share each, and above which nothing is taken. */
  SOFT_LAG: z.coerce.number().positive(),
  HARD_LAG: z.coerce.number().positive(),
});

/** An engine that hangs is given up, and the messages return, long before the function's own time is up. */
const requestHandler = { connectionTimeout: 1_000, requestTimeout: 10_000, throwOnRequestTimeout: true };

/**
 * The real stores and clock, as the environment names them; throws when a variable is missing. The function returned
 * gives them for one batch, with the organisation as it is then.
 */
export function aggregateDependencies(environment: Record<string, string | undefined>): () => Promise<AggregateDeps> {
  const env = environmentSchema.parse(environment);
  const client = new DynamoDBClient({ ...quietSdk, requestHandler });
  const loadKeys = createKeyLoader(new SecretsManagerClient({ ...quietSdk, requestHandler }), env.PSEUDONYM_SECRET_ID);
  const fold = {
    store: createFoldStore(client, env.LEDGER_TABLE),
    tables: { ledgerTable: env.LEDGER_TABLE, cellsTable: env.CELLS_TABLE },
    lanes: env.LANES,
    random: Math.random,
    sleep: (milliseconds: number) => sleep(milliseconds),
  };
  const registry = { client, tableName: env.REGISTRY_TABLE };
  const ring = createPersonKeyRing(async () => ({ ...registry, key: (await loadKeys()).wrapping }), Date.now);
  const openPeople = createOpenPeople(registry, ring, loadKeys);
  const sources = createSourceRegistry({ client, tableName: env.REGISTRY_TABLE, clock: Date.now });
  const logger = new Logger({ serviceName: 'aggregate' });
  const report = createFoldReport(logger, { namespace: env.METRIC_NAMESPACE, clock: Date.now });
  const backlogNotes = createBacklogNotes({
    countWaiting: countWaitingIn(env.FOLD_QUEUE_URL),
    read: () => readBacklog(client, env.REGISTRY_TABLE),
    write: (before, backlog) => writeBacklog(client, env.REGISTRY_TABLE, before, backlog),
    clock: Date.now,
    elapsed: () => performance.now(),
    folds: env.LANES,
    lag: { soft: env.SOFT_LAG, hard: env.HARD_LAG },
    report: (failed, error) => logger.warn(`Could not ${failed}`, { error: nameOf(error) }),
  });
  const rejectionStore = {
    client,
    tableName: env.REJECTIONS_TABLE,
    clock: Date.now,
    report: (failed: string, error: unknown) => logger.warn(`Could not ${failed}`, { error: nameOf(error) }),
  };
  const rejections: AggregateDeps['rejections'] = {
    put: async (refused) => {
      const { payload: key } = await loadKeys();
      await createRejectionStore({ ...rejectionStore, key }).put(refused);
    },
  };
  return async () => {
    const context = foldContextOf(await loadOrganisation(client, env.REGISTRY_TABLE));
    return { fold: { ...fold, context }, openPeople, rejections, sources, report, backlogNotes };
  };
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');

/** Hides messages of the fold's queue, as `returnSoon` says; its client is read with the first that fails. */
export function hideMessages(environment: Record<string, string | undefined>): Hide {
  const { FOLD_QUEUE_URL } = environmentSchema.parse(environment);
  const logger = new Logger({ serviceName: 'aggregate' });
  let made: Promise<Hide> | undefined;
  return async (delayed) => {
    made ??= import('./hide-messages.ts').then(({ createHide }) =>
      createHide(FOLD_QUEUE_URL, (failed, error) => logger.warn(`Could not ${failed}`, { error: nameOf(error) })),
    );
    await (await made)(delayed);
  };
}

/** The client of the queue is read with the first note, not at a cold start. */
function countWaitingIn(queueUrl: string): () => Promise<number> {
  let made: Promise<() => Promise<number>> | undefined;
  return async () => {
    made ??= import('./count-waiting.ts').then(({ createCountWaiting }) => createCountWaiting(queueUrl));
    return (await made)();
  };
}
