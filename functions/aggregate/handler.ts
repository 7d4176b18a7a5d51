import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@aws-lambda-powertools/logger';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { foldContextOf } from '../../shared/fold-context.ts';
import { createKeyLoader } from '../../shared/secrets.ts';
import { createFoldStore } from '../../shared/store/fold-store.ts';
import { loadOrganisation } from '../../shared/store/organisation.ts';
import { quietSdk } from '../../shared/store/quiet-sdk.ts';
import { createRejectionStore } from '../../shared/store/rejections.ts';
import { createSourceRegistry } from '../../shared/store/sources.ts';
import { aggregateMessages } from './aggregate-messages.ts';
import { createFoldReport } from './create-fold-report.ts';
import { environmentSchema } from './environment.ts';

const env = environmentSchema.parse(process.env);
const client = new DynamoDBClient(quietSdk);
const loadKeys = createKeyLoader(new SecretsManagerClient(quietSdk), env.PSEUDONYM_SECRET_ID);
const report = createFoldReport(new Logger({ serviceName: 'aggregate' }));
const store = createFoldStore(client, env.LEDGER_TABLE);
const sources = createSourceRegistry({ client, tableName: env.REGISTRY_TABLE, clock: Date.now });
const tables = { ledgerTable: env.LEDGER_TABLE, cellsTable: env.CELLS_TABLE };

/** SQS to cells: see `aggregateMessages`. */
export async function handler({ Records }: SQSEvent): Promise<SQSBatchResponse> {
  const context = foldContextOf(await loadOrganisation(client, env.REGISTRY_TABLE));
  return aggregateMessages(Records, {
    fold: { store, context, tables, lanes: env.LANES, random: Math.random, sleep: (ms) => sleep(ms) },
    rejections: { put: async (refused) => (await rejectionStore()).put(refused) },
    sources,
    report,
  });
}

async function rejectionStore() {
  const { payload } = await loadKeys();
  return createRejectionStore({ client, tableName: env.REJECTIONS_TABLE, key: payload, clock: Date.now });
}
