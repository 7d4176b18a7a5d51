import { foldBatch } from '../../functions/aggregate/fold-batch.ts';
import type { ApiDeps } from '../../graphql/context.ts';
import { signInFirst } from '../../graphql/permissions.ts';
import { createApi } from '../../graphql/yoga.ts';
import { foldContextOf } from '../../shared/fold-context.ts';
import type { Interaction } from '../../shared/interaction.ts';
import { defaultOrganisation } from '../../shared/organisation.ts';
import { type Role, roles } from '../../shared/roles.ts';
import { connectionOf } from '../../shared/store/connection.ts';
import { createFoldStore } from '../../shared/store/fold-store.ts';
import type { Engine, TableNames } from '../engine.ts';

export const context = foldContextOf(defaultOrganisation);

/** Folds interactions into tables of the engine. */
export const fold = (engine: Engine, names: TableNames, all: readonly Interaction[], lanes = 2, within = context) =>
  foldBatch(all, {
    store: createFoldStore(engine.client, names.ledger),
    context: within,
    tables: { ledgerTable: names.ledger, cellsTable: names.cells },
    lanes,
    random: Math.random,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });

const notNeeded = (name: string) => () => {
  throw new Error(`This test needs no ${name}.`);
};

/**
 * Dependencies that answer nothing: a test replaces those it is about. Tokens are role names, e.g. `member:service,hr` or
 * `member+engineer:service`.
 */
export function fakeDeps(over: Partial<ApiDeps> = {}): ApiDeps {
  return {
    verifyToken: async (token) => {
      const [names = '', departments = ''] = token.split(':');
      const all = names.split('+');
      if (!all.every((role) => (roles as readonly string[]).includes(role) || role === 'guest')) throw signInFirst();
      return {
        subject: `test-${names}`,
        roles: new Set(all as Role[]),
        departments: departments.split(',').filter(Boolean),
      };
    },
    loadOrganisation: async () => defaultOrganisation,
    report: notNeeded('report'),
    collaboration: notNeeded('collaboration'),
    ideaFunnel: notNeeded('ideaFunnel'),
    reportRevision: notNeeded('reportRevision'),
    listSources: async () => [],
    listAlerts: async () => [],
    listSourceKinds: async () => new Map(),
    listSourceKeys: async () => new Map(),
    countBySource: async () => new Map(),
    listRejections: async () => connectionOf([], { count: 1, from: 'start' }, false),
    findRejections: async () => [],
    countRejections: async () => [],
    replay: { fix: notNeeded('replay.fix'), dismiss: notNeeded('replay.dismiss') },
    privacy: {
      eraseAgain: notNeeded('privacy.eraseAgain'),
      erase: notNeeded('privacy.erase'),
      export: notNeeded('privacy.export'),
    },
    retention: async () => ({ state: { borders: {}, sources: {} }, cutOvers: [] }),
    listErasures: notNeeded('listErasures'),
    health: notNeeded('health'),
    release: '0.1.0+abc',
    registry: {
      revision: async () => 0,
      changeOrganisation: notNeeded('changeOrganisation'),
      connectSource: notNeeded('connectSource'),
      updateSource: notNeeded('updateSource'),
      pauseSource: notNeeded('pauseSource'),
      setSourceSecrets: notNeeded('setSourceSecrets'),
      createSourceKey: notNeeded('createSourceKey'),
      endSourceKey: notNeeded('endSourceKey'),
      personMerges: notNeeded('personMerges'),
      changePersonMerges: notNeeded('changePersonMerges'),
      acknowledgeAlert: notNeeded('acknowledgeAlert'),
      auditTrail: notNeeded('auditTrail'),
    },
    drillDown: {
      interactions: notNeeded('interactions'),
      conversations: notNeeded('conversations'),
      interactionsIn: notNeeded('interactionsIn'),
      episodesIn: notNeeded('episodesIn'),
      listInThreads: notNeeded('listInThreads'),
      turns: notNeeded('turns'),
      interaction: notNeeded('interaction'),
      episode: notNeeded('episode'),
    },
    clock: () => Date.parse('2026-03-27T12:00:00Z'),
    sleep: async () => undefined,
    log: () => undefined,
    persisted: {},
    policy: { persistedOnly: false, anonymousIntrospection: false },
    ...over,
  };
}

export interface Answer {
  status: number;
  headers: Headers;
  data?: Record<string, unknown> | null;
  errors?: { message: string; path?: unknown[]; extensions: Record<string, unknown> }[];
}

/** Asks the API as the role (or nobody) and reads the answer. */
export async function ask(
  api: ReturnType<typeof createApi>,
  query: string,
  { as, variables, extensions }: { as?: string; variables?: object; extensions?: object } = {},
): Promise<Answer> {
  const response = await api.fetch('http://graphql/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(as !== undefined && { authorization: `Bearer ${as}` }) },
    body: JSON.stringify({ ...(query !== '' && { query }), variables, extensions }),
  });
  return { status: response.status, headers: response.headers as Headers, ...(await response.json()) };
}

export const apiWith = (over: Partial<ApiDeps> = {}) => createApi(fakeDeps(over));
