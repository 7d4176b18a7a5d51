import { readFile } from 'node:fs/promises';
import { Logger } from '@aws-lambda-powertools/logger';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { createRemoteJWKSet } from 'jose';
import * as z from 'zod';
import { pseudonymOf } from '../shared/pseudonym.ts';
import { createKeyLoader } from '../shared/secrets.ts';
import { createCellReader } from '../shared/store/cell-reader.ts';
import { countBySource } from '../shared/store/count-by-source.ts';
import { createDrillDown } from '../shared/store/drill-down.ts';
import { loadOrganisation } from '../shared/store/organisation.ts';
import { loadPersonMerges } from '../shared/store/person-merges.ts';
import { quietSdk } from '../shared/store/quiet-sdk.ts';
import { createRegistry } from '../shared/store/registry.ts';
import { createRejectionStore } from '../shared/store/rejections.ts';
import { createSourceRegistry, loadSourcesWithCadence } from '../shared/store/sources.ts';
import { createWithheldStore } from '../shared/store/withheld.ts';
import type { ApiDeps } from './context.ts';
import { reportRevision } from './live/report-revision.ts';
import persisted from './persisted.json' with { type: 'json' };
import { collaborationOf } from './plan/collaboration-of.ts';
import { ideaFunnelOf } from './plan/idea-funnel-of.ts';
import { planReport } from './plan/plan-report.ts';
import { createDecisions } from './plan/prepare-guard.ts';
import { representativesOf } from './representatives-of.ts';
import { createTokenVerifier } from './verify-token.ts';

const flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform((text) => text === 'true');

const environmentSchema = z.object({
  LEDGER_TABLE: z.string().min(1),
  CELLS_TABLE: z.string().min(1),
  REGISTRY_TABLE: z.string().min(1),
  REJECTIONS_TABLE: z.string().min(1),
  PSEUDONYM_SECRET_ID: z.string().min(1),
  LANES: z.coerce.number().int().min(1).max(64),
  OIDC_ISSUER: z.string().min(1),
  OIDC_AUDIENCE: z.string().min(1),
  OIDC_JWKS_URI: z.url(),
  ROLE_CLAIM: z.string().min(1),
  STAGE: z.string().min(1),
  /** Where queries and where subscriptions are answered: each function is told the other's address. */
  API_URL: z.url().optional(),
  LIVE_URL: z.url().optional(),
  /** Shows GraphiQL in production, too. */
  GRAPHIQL: flag,
  PERSISTED_ONLY: flag,
});

/** An HTTP API gives up after 30 s: three tries must end before. */
const requestHandler = { connectionTimeout: 1_000, requestTimeout: 5_000 };

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
  const loadKeys = createKeyLoader(new SecretsManagerClient({ ...quietSdk, requestHandler }), env.PSEUDONYM_SECRET_ID);
  const rejections = async () => {
    const { payload: key } = await loadKeys();
    return createRejectionStore({ client, tableName: env.REJECTIONS_TABLE, key, clock });
  };
  const decisions = createDecisions(createWithheldStore(registered));
  const reportDeps = async () => {
    const [merges, feeding] = await Promise.all([
      loadPersonMerges(client, env.REGISTRY_TABLE, clock),
      loadSourcesWithCadence(client, env.REGISTRY_TABLE, clock),
    ]);
    return { reader, decisions, representatives: representativesOf(merges), sources: feeding };
  };
  const peopleGeneration = async () => (await loadPersonMerges(client, env.REGISTRY_TABLE, clock)).generation;
  return {
    verifyToken: createTokenVerifier({
      issuer: env.OIDC_ISSUER,
      audience: env.OIDC_AUDIENCE,
      roleClaim: env.ROLE_CLAIM,
      keys: createRemoteJWKSet(new URL(env.OIDC_JWKS_URI)),
      clock,
    }),
    loadOrganisation: () => loadOrganisation(client, env.REGISTRY_TABLE),
    report: async (request, organisation) => planReport(request, { organisation, clock, ...(await reportDeps()) }),
    collaboration: async (range, organisation) =>
      collaborationOf(range, { organisation, clock, ...(await reportDeps()) }),
    ideaFunnel: (range, department) => ideaFunnelOf(range, department, { reader }),
    reportRevision: (request, organisation) =>
      reportRevision(request, { reader, organisation, peopleGeneration, clock }),
    listSources: sources.listSources,
    countBySource: () => countBySource(reader),
    listRejections: async (query) => (await rejections()).list(query),
    countRejections: async (from, to) => (await rejections()).counts(from, to),
    registry: createRegistry(registered, async (people) => {
      const { pseudonym: key } = await loadKeys();
      return people.map((person) => pseudonymOf(key, person));
    }),
    drillDown: createDrillDown({ client, ledgerTable, cellsTable, lanes, clock }),
    clock,
    log: ({ level, message, fields, error }) =>
      logger[level](message, { ...fields, ...(error instanceof Error && { error }) }),
    persisted,
    policy: { persistedOnly: env.PERSISTED_ONLY, anonymousIntrospection: env.STAGE === 'local' },
    addresses: { api: env.API_URL, live: env.LIVE_URL },
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
