import { createSecretKey } from 'node:crypto';
import type { ApiDeps } from '../../graphql/context.ts';
import { createApi } from '../../graphql/yoga.ts';
import { pseudonymOf } from '../../shared/pseudonym.ts';
import { loadOrganisation } from '../../shared/store/organisation.ts';
import { createRegistry } from '../../shared/store/registry.ts';
import type { NewSecrets } from '../../shared/store/replace-source-secrets.ts';
import { listKeys } from '../../shared/store/source-keys.ts';
import { listKinds } from '../../shared/store/source-kinds.ts';
import { createSourceRegistry } from '../../shared/store/sources.ts';
import type { Engine, TableNames } from '../engine.ts';
import { type Answer, ask, fakeDeps } from './harness.ts';

/** Noon of a Friday in Berlin is an hour later. */
export const noon = Date.parse('2026-03-27T12:00:00Z');
export const people = { key: createSecretKey(Buffer.alloc(32, 7)) };

/** An API over the registry of an engine, and how to change it: by the name of a mutation and its input. */
export async function registryApi(engine: Engine, over: Partial<ApiDeps> = {}, tables?: TableNames) {
  const names = tables ?? (await engine.createTables());
  let tick = 0;
  // Each change a millisecond after the other, so that the trail has one order.
  const options = { client: engine.client, tableName: names.registry, clock: over.clock ?? (() => noon + tick++) };
  const sources = createSourceRegistry(options);
  const secretsSet: (NewSecrets & { hook: string })[] = [];
  const failing = { secrets: false };
  const deps = fakeDeps({
    loadOrganisation: () => loadOrganisation(options.client, options.tableName, options.clock),
    listSources: sources.listSources,
    listSourceKinds: () => listKinds(options.client, options.tableName),
    listSourceKeys: () => listKeys(options.client, options.tableName),
    registry: createRegistry(options, async (ids) => ids.map((id) => pseudonymOf(people.key, id)), {
      fingerprint: async (text) => pseudonymOf(people.key, text),
      replace: async (hook, secrets) => {
        if (failing.secrets) throw new Error('Secrets Manager is down');
        secretsSet.push({ hook, ...secrets });
      },
    }),
    ...over,
  });
  const api = createApi(deps);
  const change = (name: string, input: object, selection = '', as = 'admin'): Promise<Answer> => {
    const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
    const document = `mutation M($input: ${type}!) { ${name}(input: $input) ${selection || '{ __typename }'} }`;
    return ask(api, document, { as, variables: { input } });
  };
  return {
    names,
    options,
    sources,
    deps,
    change,
    /** What was stored in Secrets Manager. */
    secretsSet,
    /** What is down. */
    failing,
    /** What a change answers; an error fails the test. */
    async changed(name: string, input: object, selection: string, as?: string): Promise<unknown> {
      const { data, errors } = await change(name, input, selection, as);
      if (errors) throw new Error(`${name}: ${JSON.stringify(errors)}`);
      return data?.[name];
    },
    ask: (document: string, as = 'viewer'): Promise<Answer> => ask(api, document, { as }),
    async query(document: string, as = 'admin', variables: object = {}): Promise<Record<string, unknown>> {
      const { data, errors } = await ask(api, document, { as, variables });
      if (errors) throw new Error(`${document}: ${JSON.stringify(errors)}`);
      return data ?? {};
    },
    /** The code, message and field of a refusal. */
    async refusal(name: string, input: object, as?: string) {
      const { errors } = await change(name, input, undefined, as);
      const { code, details } = (errors?.[0]?.extensions ?? {}) as { code?: string; details?: { field?: string } };
      return { code, field: details?.field, message: errors?.[0]?.message ?? '', details };
    },
    async trail(): Promise<{ action: string; subject: string; who: string; before: unknown; after: unknown }[]> {
      const { edges } = await deps.registry.auditTrail({ first: 200 });
      return edges.map(({ node }) => node);
    },
  };
}
export type RegistryApi = Awaited<ReturnType<typeof registryApi>>;
