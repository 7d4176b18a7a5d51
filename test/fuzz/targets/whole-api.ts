import { createSecretKey } from 'node:crypto';
import type { ApiDeps } from '../../../graphql/context.ts';
import { collaborationOf } from '../../../graphql/plan/collaboration-of.ts';
import { ideaFunnelOf } from '../../../graphql/plan/idea-funnel-of.ts';
import { planReport } from '../../../graphql/plan/plan-report.ts';
import { createApi } from '../../../graphql/yoga.ts';
import { createCellReader } from '../../../shared/store/cell-reader.ts';
import { countBySource } from '../../../shared/store/count-by-source.ts';
import { createDrillDown } from '../../../shared/store/drill-down.ts';
import { loadOrganisation } from '../../../shared/store/organisation.ts';
import { createRegistry } from '../../../shared/store/registry.ts';
import { createRejectionStore } from '../../../shared/store/rejections.ts';
import { listKeys } from '../../../shared/store/source-keys.ts';
import { listKinds } from '../../../shared/store/source-kinds.ts';
import { createSourceRegistry } from '../../../shared/store/sources.ts';
import { type Engine, startEngine } from '../../engine.ts';
import { goldenInteractions, goldenSource } from '../../graphql/golden-interactions.ts';
import { setGoldenPlans } from '../../graphql/golden-organisation.ts';
import { setGoldenSource } from '../../graphql/golden-source.ts';
import { fakeDeps, fold } from '../../graphql/harness.ts';
import { reportDeps } from '../../report-deps.ts';

export interface WholeApi {
  api: ReturnType<typeof createApi>;
  /** What was logged as an error since the last look: causes that callers do not see. */
  failures: () => unknown[];
  stop: () => void;
}

const lanes = 2;
const clock = () => Date.parse('2026-03-27T12:00:00Z');

/** The API over an engine of its own with the interactions of the golden pairs; only other functions are not there. */
export async function startWholeApi(): Promise<WholeApi> {
  const engine: Engine = await startEngine();
  const { client } = engine;
  const names = await engine.createTables();
  await fold(engine, names, goldenInteractions, lanes);
  const registered = { client, tableName: names.registry, clock };
  await setGoldenPlans(registered);
  await setGoldenSource(registered);
  const sources = createSourceRegistry(registered);
  await sources.registerSource({ id: goldenSource, name: 'Acme on X', channel: 'x', cadence: 'P1D' });
  const rejections = createRejectionStore({
    client,
    tableName: names.rejections,
    key: createSecretKey(Buffer.alloc(32, 1)),
    clock,
  });
  const refused = { index: 0, id: 'bad', source: goldenSource, path: 'data.channel', format: 'cloudevents' };
  await rejections.put([{ ...refused, code: 'UNKNOWN_CHANNEL', message: 'There is no channel fax.', payload: {} }]);
  const reader = createCellReader(client, names.cells, lanes);
  let failures: unknown[] = [];
  const deps: ApiDeps = fakeDeps({
    clock,
    log: ({ level, error, message }) => {
      if (level === 'error') failures.push(error ?? message);
    },
    loadOrganisation: () => loadOrganisation(client, names.registry, clock),
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
    drillDown: createDrillDown({ client, ledgerTable: names.ledger, cellsTable: names.cells, lanes, clock }),
  });
  return {
    api: createApi(deps),
    failures() {
      const seen = failures;
      failures = [];
      return seen;
    },
    stop: engine.stop,
  };
}
