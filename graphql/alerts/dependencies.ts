import { Logger } from '@aws-lambda-powertools/logger';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import * as z from 'zod';
import { failureFields } from '../../shared/failure-fields.ts';
import { createAlertStore } from '../../shared/store/alert-store.ts';
import { createCellReader } from '../../shared/store/cell-reader.ts';
import { readOrganisation } from '../../shared/store/organisation.ts';
import { loadPeopleChanges } from '../../shared/store/people-changes.ts';
import { loadPersonMerges } from '../../shared/store/person-merges.ts';
import { quietSdk } from '../../shared/store/quiet-sdk.ts';
import { createRuns, type Runs } from '../../shared/store/runs.ts';
import { createSourceRegistry, loadSourcesWithCadence } from '../../shared/store/sources.ts';
import { storeVariables } from '../../shared/store/store-variables.ts';
import { createWithheldStore } from '../../shared/store/withheld.ts';
import { knownZone } from '../../shared/zone.ts';
import { planReport } from '../plan/plan-report.ts';
import { createDecisions } from '../plan/prepare-guard.ts';
import { representativesOf } from '../representatives-of.ts';
import type { AlertDeps } from './judge-alerts.ts';
import { createTelling } from './tell-changes.ts';

const environmentSchema = storeVariables.omit({ LEDGER_TABLE: true, REJECTIONS_TABLE: true }).extend({
  BUS_NAME: z.string().min(1),
});

const requestHandler = { connectionTimeout: 1_000, requestTimeout: 5_000, throwOnRequestTimeout: true };

/** The real stores, bus and clock, as the environment names them; throws when a variable is missing. */
export function alertDependencies(environment: Record<string, string | undefined>): AlertDeps & { runs: Runs } {
  const { CELLS_TABLE, REGISTRY_TABLE: tableName, BUS_NAME: busName, LANES } = environmentSchema.parse(environment);
  const client = new DynamoDBClient({ ...quietSdk, requestHandler });
  const clock = Date.now;
  const logger = new Logger({ serviceName: 'alerts' });
  const registered = { client, tableName, clock };
  const reader = createCellReader(client, CELLS_TABLE, LANES);
  const decisions = createDecisions(createWithheldStore(registered));
  return {
    loadOrganisation: async () => (await readOrganisation(client, tableName)).organisation,
    listSources: createSourceRegistry(registered).listSources,
    report: async (request, organisation) => {
      const home = knownZone(organisation.homeTimeZone);
      const [merges, sources, changes] = await Promise.all([
        loadPersonMerges(client, tableName, clock),
        loadSourcesWithCadence(client, tableName, clock),
        loadPeopleChanges(client, tableName, home, clock),
      ]);
      const representatives = representativesOf(merges);
      return planReport(request, { organisation, clock, reader, decisions, representatives, sources, changes });
    },
    alerts: createAlertStore(registered),
    runs: createRuns(client, tableName),
    tell: createTelling({ client: new EventBridgeClient({ ...quietSdk, requestHandler }), busName }),
    clock,
    failed: (error) => logger.error('A look at the alerts failed in part', failureFields(error)),
  };
}
