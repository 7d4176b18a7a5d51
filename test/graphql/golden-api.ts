import { createSecretKey } from 'node:crypto';
import type { ApiDeps } from '../../graphql/context.ts';
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
import { startEngine } from '../engine.ts';
import { reportDeps } from '../report-deps.ts';
import { goldenAlertRules, goldenAlerts } from './golden-alerts.ts';
import { goldenErasures } from './golden-erasures.ts';
import { goldenHealth } from './golden-health.ts';
import { goldenInteractions, goldenSource } from './golden-interactions.ts';
import { setGoldenPlans } from './golden-organisation.ts';
import { goldenRetention } from './golden-retention.ts';
import { setGoldenSource } from './golden-source.ts';
import { fakeDeps, fold } from './harness.ts';

const lanes = 2;
const clock = () => Date.parse('2026-03-27T12:00:00Z');

/**
 * The API over an engine of its own with the interactions of the golden pairs, a source and one of its rejections. What
 * other functions do is not there: alerts, erasures, retention and health are as written down. `more` replaces any of it.
 */
export async function startGoldenApi(
  more: Partial<ApiDeps> = {},
): Promise<{ api: ReturnType<typeof createApi>; stop: () => void }> {
  const { client, ...engine } = await startEngine();
  const names = await engine.createTables();
  await fold({ client, ...engine }, names, goldenInteractions, lanes);
  const registered = { client, tableName: names.registry, clock };
  await setGoldenPlans(registered);
  await setGoldenSource(registered);
  const sources = createSourceRegistry(registered);
  await sources.registerSource({ id: goldenSource, name: 'Acme on X', channel: 'x', cadence: 'P1D' });
  await sources.noteInteractions(goldenSource, {
    latest: '2026-03-25T09:00:00.000Z',
    recordedAt: '2026-03-25T09:00:12.000Z',
    recorded: goldenInteractions.length,
    duplicates: 2,
  });
  await sources.countRejections(goldenSource, 1);
  const key = createSecretKey(Buffer.alloc(32, 1));
  const rejections = createRejectionStore({ client, tableName: names.rejections, key, clock });
  const refused = { index: 0, id: 'bad', source: goldenSource, path: 'data.channel', format: 'cloudevents' };
  const payload = { channel: 'fax' };
  await rejections.put([{ ...refused, code: 'UNKNOWN_CHANNEL', message: 'There is no channel fax.', payload }]);
  const reader = createCellReader(client, names.cells, lanes);
  const api = createApi(
    fakeDeps({
      clock,
      addresses: { door: 'https://in.acme.example/' },
      loadOrganisation: async () => ({
        ...(await loadOrganisation(client, names.registry, clock)),
        alertRules: goldenAlertRules,
      }),
      listAlerts: async () => goldenAlerts,
      registry: createRegistry(registered, async (ids) => [...ids], {
        fingerprint: async (text) => text,
        replace: async () => undefined,
      }),
      report: (request, organisation) => planReport(request, reportDeps(reader, organisation, clock)),
      collaboration: (range, organisation) => collaborationOf(range, reportDeps(reader, organisation, clock)),
      ideaFunnel: (range, department) => ideaFunnelOf(range, department, { reader }),
      listSources: sources.listSources,
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
      ...more,
    }),
  );
  return { api, stop: engine.stop };
}
