import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@aws-lambda-powertools/logger';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { failureFields } from '../shared/failure-fields.ts';
import type { Organisation } from '../shared/organisation.ts';
import { pseudonymsOf } from '../shared/pseudonym.ts';
import { createRateLimiter } from '../shared/rate-limiter.ts';
import { createKeyLoader } from '../shared/secrets.ts';
import { listAlerts } from '../shared/store/alerts.ts';
import { createCellReader } from '../shared/store/cell-reader.ts';
import { countBySource } from '../shared/store/count-by-source.ts';
import { loadCutOvers } from '../shared/store/cut-overs.ts';
import { createDrillDown } from '../shared/store/drill-down.ts';
import { listErasures } from '../shared/store/erasures.ts';
import { loadOrganisation } from '../shared/store/organisation.ts';
import { loadPeopleChanges } from '../shared/store/people-changes.ts';
import { loadPersonMerges } from '../shared/store/person-merges.ts';
import { quietSdk } from '../shared/store/quiet-sdk.ts';
import { createSpend } from '../shared/store/rate-buckets.ts';
import { createRegistry } from '../shared/store/registry.ts';
import { createRejectionStore } from '../shared/store/rejections.ts';
import { replaceSourceSecrets } from '../shared/store/replace-source-secrets.ts';
import { loadRetention } from '../shared/store/retention-state.ts';
import { listKeys } from '../shared/store/source-keys.ts';
import { listKinds } from '../shared/store/source-kinds.ts';
import { createSourceRegistry, loadSourcesWithCadence } from '../shared/store/sources.ts';
import { storeVariables } from '../shared/store/store-variables.ts';
import { createWithheldStore } from '../shared/store/withheld.ts';
import { knownZone } from '../shared/zone.ts';
import type { ApiDeps } from './context.ts';
import type { Health } from './health/read-health.ts';
import { createIssuerKeys } from './issuer-keys.ts';
import { reportRevision } from './live/report-revision.ts';
import { observeReport } from './observe-report.ts';
import persisted from './persisted.json' with { type: 'json' };
import { collaborationOf } from './plan/collaboration-of.ts';
import { ideaFunnelOf } from './plan/idea-funnel-of.ts';
import { planReport } from './plan/plan-report.ts';
import { createDecisions } from './plan/prepare-guard.ts';
import type { Privacy } from './privacy.ts';
import type { Replay } from './replay.ts';
import { representativesOf } from './representatives-of.ts';
import { createTokenVerifier } from './verify-token.ts';

const flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform((text) => text === 'true');

const environmentSchema = storeVariables.extend({
  PSEUDONYM_SECRET_ID: z.string().min(1),
  OIDC_ISSUER: z.string().min(1),
  OIDC_AUDIENCE: z.string().min(1),
  OIDC_JWKS_URI: z.url(),
  ROLE_CLAIM: z.string().min(1),
  DEPARTMENTS_CLAIM: z.string().min(1),
  STAGE: z.string().min(1),
  METRIC_NAMESPACE: z.string().min(1).optional(),
  /** Where queries and where subscriptions are answered: each function is told the other's address. */
  API_URL: z.url().optional(),
  LIVE_URL: z.url().optional(),
  /** Where sources send to, and where their secrets are: told to the function that answers mutations alone. */
  DOOR_URL: z.url().optional(),
  SOURCE_SECRETS_PREFIX: z.string().min(1).optional(),
  /** The name of the function that replays rejections. */
  REPLAY_FUNCTION: z.string().min(1).optional(),
  /** The name of the function that erases people. */
  PRIVACY_FUNCTION: z.string().min(1).optional(),
  /** Queues that are counted for the health of the machinery: told to the function that answers queries alone. */
  FOLD_QUEUE_URL: z.string().min(1).optional(),
  UNFOLDED_QUEUE_URL: z.string().min(1).optional(),
  UNDELIVERED_QUEUE_URL: z.string().min(1).optional(),
  UNSTARTED_QUEUE_URL: z.string().min(1).optional(),
  /** What is deployed. */
  RELEASE: z.string().min(1),
  /** Shows GraphiQL in production, too. */
  GRAPHIQL: flag,
  /** What the operations of a viewer may cost each second; as much for half a minute at once. */
  VIEWER_RATE: z.coerce.number().positive(),
  PERSISTED_ONLY: flag,
});

/** An HTTP API gives up after 30 s: three tries must end before. */
const requestHandler = { connectionTimeout: 1_000, requestTimeout: 5_000, throwOnRequestTimeout: true };

/** The real stores, keys and clock, as the environment names them; throws when a variable is missing. */
export function apiDependencies(environment: Record<string, string | undefined>): ApiDeps {
  const env = environmentSchema.parse(environment);
  const client = new DynamoDBClient({ ...quietSdk, requestHandler });
  const clock = Date.now;
  const logger = new Logger({ serviceName: 'graphql' });
  const { LANES: lanes, LEDGER_TABLE: ledgerTable, CELLS_TABLE: cellsTable } = env;
  const reader = createCellReader(client, cellsTable, lanes);
  const registered = { client, tableName: env.REGISTRY_TABLE, clock };
  const sources = createSourceRegistry(registered);
  const secretsManager = new SecretsManagerClient({ ...quietSdk, requestHandler });
  const loadKeys = createKeyLoader(secretsManager, env.PSEUDONYM_SECRET_ID);
  const rejections = async () => {
    const { payload: key } = await loadKeys();
    return createRejectionStore({ client, tableName: env.REJECTIONS_TABLE, key, clock });
  };
  let opened: Promise<Replay> | undefined;
  const replay = () =>
    (opened ??= import('./open-replay.ts').then(({ openReplay }) => openReplay(env.REPLAY_FUNCTION)));
  const take = createRateLimiter(createSpend(client, env.REGISTRY_TABLE), clock, (failed, error) =>
    logger.warn(`Could not ${failed}`, { error: error instanceof Error ? error.name : 'unknown' }),
  );
  const viewerLimit = { perSecond: env.VIEWER_RATE, burst: 30 * env.VIEWER_RATE };
  let openedPrivacy: Promise<Privacy> | undefined;
  const privacy = () =>
    (openedPrivacy ??= import('./open-privacy.ts').then(({ openPrivacy }) => openPrivacy(env.PRIVACY_FUNCTION)));
  let openedHealth: Promise<Health> | undefined;
  const health = () => {
    openedHealth ??= import('./health/open-health.ts').then(({ openHealth }) => {
      const { FOLD_QUEUE_URL: queue, UNFOLDED_QUEUE_URL: unfolded, UNDELIVERED_QUEUE_URL: undelivered } = env;
      const { UNSTARTED_QUEUE_URL: unstarted } = env;
      if (!queue || !unfolded || !undelivered || !unstarted) throw new Error('This function knows no queues.');
      return openHealth({ ...registered, cellsTable, queue, deadLetters: { undelivered, unfolded, unstarted } });
    });
    return openedHealth;
  };
  const decisions = createDecisions(createWithheldStore(registered));
  const reportDeps = async ({ homeTimeZone }: Organisation) => {
    const [merges, feeding, changes] = await Promise.all([
      loadPersonMerges(client, env.REGISTRY_TABLE, clock),
      loadSourcesWithCadence(client, env.REGISTRY_TABLE, clock),
      loadPeopleChanges(client, env.REGISTRY_TABLE, knownZone(homeTimeZone), clock),
    ]);
    return { reader, decisions, representatives: representativesOf(merges), sources: feeding, changes };
  };
  const peopleGeneration = async () => (await loadPersonMerges(client, env.REGISTRY_TABLE, clock)).generation;
  const log: ApiDeps['log'] = ({ level, message, fields, error }) =>
    logger[level](message, { ...fields, ...(error !== undefined && failureFields(error)) });
  return {
    verifyToken: createTokenVerifier({
      issuer: env.OIDC_ISSUER,
      audience: env.OIDC_AUDIENCE,
      roleClaim: env.ROLE_CLAIM,
      departmentsClaim: env.DEPARTMENTS_CLAIM,
      keys: createIssuerKeys(new URL(env.OIDC_JWKS_URI), clock),
      clock,
    }),
    loadOrganisation: () => loadOrganisation(client, env.REGISTRY_TABLE),
    report: observeReport(
      async (request, organisation) =>
        planReport(request, { organisation, clock, ...(await reportDeps(organisation)) }),
      { log, clock, namespace: env.METRIC_NAMESPACE },
    ),
    collaboration: async (range, organisation) =>
      collaborationOf(range, { organisation, clock, ...(await reportDeps(organisation)) }),
    ideaFunnel: (range, department) => ideaFunnelOf(range, department, { reader }),
    reportRevision: (request, organisation) =>
      reportRevision(request, { reader, organisation, peopleGeneration, clock }),
    listSources: sources.listSources,
    listAlerts: async () => (await listAlerts(registered)).map(({ alert }) => alert),
    listSourceKinds: () => listKinds(client, env.REGISTRY_TABLE),
    listSourceKeys: () => listKeys(client, env.REGISTRY_TABLE),
    countBySource: () => countBySource(reader),
    listRejections: async (query) => (await rejections()).list(query),
    findRejections: async (ids) => (await rejections()).find(ids),
    countRejections: async (from, to) => (await rejections()).counts(from, to),
    replay: {
      fix: async (request) => (await replay()).fix(request),
      dismiss: async (request) => (await replay()).dismiss(request),
    },
    privacy: {
      eraseAgain: async (request) => (await privacy()).eraseAgain(request),
      erase: async (request) => (await privacy()).erase(request),
      export: async (request) => (await privacy()).export(request),
    },
    retention: async () => ({
      state: (await loadRetention(client, env.REGISTRY_TABLE)).state,
      cutOvers: await loadCutOvers(client, env.REGISTRY_TABLE),
    }),
    listErasures: (page) => listErasures(registered, page),
    registry: createRegistry(
      registered,
      async (people) => {
        const keys = await loadKeys();
        return people.flatMap((person) => pseudonymsOf(keys, person));
      },
      {
        fingerprint: async (text) =>
          createHmac('sha256', (await loadKeys()).secrets)
            .update(text)
            .digest('base64url'),
        replace: (hook, secrets) => {
          const { SOURCE_SECRETS_PREFIX: prefix } = env;
          if (prefix === undefined) throw new Error('SOURCE_SECRETS_PREFIX is not set: secrets cannot be stored.');
          return replaceSourceSecrets({ client: secretsManager, prefix }, hook, secrets);
        },
      },
    ),
    drillDown: createDrillDown({ client, ledgerTable, cellsTable, lanes, clock }),
    health: async (all) => (await health())(all),
    release: env.RELEASE,
    takeCost: (viewer, cost) => take(viewer, cost, viewerLimit),
    clock,
    sleep: (ms) => sleep(ms),
    log,
    persisted,
    policy: { persistedOnly: env.PERSISTED_ONLY, anonymousIntrospection: env.STAGE === 'local' },
    addresses: { api: env.API_URL, live: env.LIVE_URL, door: env.DOOR_URL },
    graphiql: env.STAGE !== 'production' || env.GRAPHIQL ? readGraphiqlPage : undefined,
  };
}

let page: Promise<Uint8Array> | undefined;

/** The page lies beside the bundle; read when a browser first asks for it. */
function readGraphiqlPage(): Promise<Uint8Array> {
  page ??= readFile(new URL('graphiql.html.gz', import.meta.url)).catch((error: unknown) => {
    page = undefined;
    throw error;
  });
  return page;
}
