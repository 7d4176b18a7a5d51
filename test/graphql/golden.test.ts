import { createSecretKey } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collaborationOf } from '../../graphql/plan/collaboration-of.ts';
import { ideaFunnelOf } from '../../graphql/plan/idea-funnel-of.ts';
import { planReport } from '../../graphql/plan/plan-report.ts';
import { createApi } from '../../graphql/yoga.ts';
import { createCellReader } from '../../shared/store/cell-reader.ts';
import { countBySource } from '../../shared/store/count-by-source.ts';
import { createDrillDown } from '../../shared/store/drill-down.ts';
import { loadOrganisation } from '../../shared/store/organisation.ts';
import { createRegistry } from '../../shared/store/registry.ts';
import { createRejectionStore } from '../../shared/store/rejections.ts';
import { listKeys } from '../../shared/store/source-keys.ts';
import { listKinds } from '../../shared/store/source-kinds.ts';
import { createSourceRegistry } from '../../shared/store/sources.ts';
import { type Engine, startEngine } from '../engine.ts';
import { reportDeps } from '../report-deps.ts';
import { goldenAlertRules, goldenAlerts } from './golden-alerts.ts';
import { goldenErasures } from './golden-erasures.ts';
import { goldenHealth } from './golden-health.ts';
import { goldenInteractions, goldenSource } from './golden-interactions.ts';
import { setGoldenPlans } from './golden-organisation.ts';
import { goldenRetention } from './golden-retention.ts';
import { setGoldenSource } from './golden-source.ts';
import { ask, fakeDeps, fold } from './harness.ts';

/** Each `golden/<name>.graphql` has its answer beside it; `-u` writes what is answered now, to be reviewed. */
const folder = new URL('golden/', import.meta.url);
const documents = readdirSync(folder).filter((name) => name.endsWith('.graphql'));

const clock = () => Date.parse('2026-03-27T12:00:00Z');
let engine: Engine;
let api: ReturnType<typeof createApi>;

beforeAll(async () => {
  engine = await startEngine();
  const names = await engine.createTables();
  const { client } = engine;
  const lanes = 2;
  await fold(engine, names, goldenInteractions, lanes);
  const registered = { client, tableName: names.registry, clock };
  await setGoldenPlans(registered);
  await setGoldenSource(registered);
  const registry = createSourceRegistry(registered);
  await registry.registerSource({ id: goldenSource, name: 'Acme on X', channel: 'x', cadence: 'P1D' });
  await registry.noteInteractions(goldenSource, {
    latest: '2026-03-25T09:00:00.000Z',
    recordedAt: '2026-03-25T09:00:12.000Z',
    recorded: goldenInteractions.length,
    duplicates: 2,
  });
  await registry.countRejections(goldenSource, 1);
  const key = createSecretKey(Buffer.alloc(32, 1));
  const rejections = createRejectionStore({ client, tableName: names.rejections, key, clock });
  const refused = {
    index: 0,
    id: 'bad',
    source: goldenSource,
    path: 'data.channel',
    payload: { channel: 'fax' },
    format: 'cloudevents',
  };
  await rejections.put([{ ...refused, code: 'UNKNOWN_CHANNEL', message: 'There is no channel fax.' }]);
  const reader = createCellReader(client, names.cells, lanes);
  api = createApi(
    fakeDeps({
      clock,
      addresses: { door: 'https://in.acme.example/' },
      loadOrganisation: async () => ({
        ...(await loadOrganisation(client, names.registry, clock)),
        alertRules: goldenAlertRules,
      }),
      listAlerts: async () => goldenAlerts,
      registry: createRegistry(registered, async () => [], {
        fingerprint: async (text) => text,
        replace: async () => undefined,
      }),
      report: (request, organisation) => planReport(request, reportDeps(reader, organisation, clock)),
      collaboration: (range, organisation) => collaborationOf(range, reportDeps(reader, organisation, clock)),
      ideaFunnel: (range, department) => ideaFunnelOf(range, department, { reader }),
      listSources: registry.listSources,
      listSourceKinds: () => listKinds(client, names.registry),
      listSourceKeys: () => listKeys(client, names.registry),
      countBySource: () => countBySource(reader),
      listRejections: rejections.list,
      findRejections: rejections.find,
      countRejections: rejections.counts,
      health: async () => goldenHealth,
      listErasures: async () => goldenErasures,
      retention: async () => goldenRetention,
      drillDown: createDrillDown({ client, ledgerTable: names.ledger, cellsTable: names.cells, lanes, clock }),
    }),
  );
});
afterAll(() => engine.stop());

describe('golden pairs', () => {
  it.each(documents)('%s', async (name) => {
    const query = readFileSync(new URL(name, folder), 'utf8');
    const { data, errors } = await ask(api, query, { as: /^# as (\S+)/.exec(query)?.[1] ?? 'admin' });
    const answer = JSON.stringify({ data, errors }, null, 2).replaceAll(/"(cursor|\w+Cursor)": "[^"]+"/g, '"$1": "…"');
    await expect(`${answer}\n`).toMatchFileSnapshot(new URL(name.replace('.graphql', '.json'), folder).pathname);
  });

  it('cover every field of the query type', () => {
    const all = documents.map((name) => readFileSync(new URL(name, folder), 'utf8')).join('\n');
    const schema = readFileSync(new URL('../../graphql/schema.graphql', import.meta.url), 'utf8');
    const [, body = ''] = /type Query \{\n([\s\S]*?)\n\}/.exec(schema) ?? [];
    const fields = [...body.matchAll(/^ {2}(\w+)[(:]/gm)].map(([, field]) => field as string);
    expect(fields.length).toBeGreaterThan(10);
    expect(fields.filter((field) => !new RegExp(`\\b${field}\\b *[({\\n]`).test(all))).toEqual([]);
  });
});
