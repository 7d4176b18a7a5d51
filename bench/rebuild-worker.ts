import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { foldContextOf } from '../shared/fold-context.ts';
import { defaultOrganisation } from '../shared/organisation.ts';
import { createFoldStore } from '../shared/store/fold-store.ts';
import { rebuildOnline } from '../shared/store/rebuild-online.ts';

/** A rebuild online in a thread of its own, as the command runs in a process of its own; its steps are posted with their times. */
const { endpoint, ledgerTable, cellsTable, lanes, settleMs } = workerData as {
  endpoint: string;
  ledgerTable: string;
  cellsTable: string;
  lanes: number;
  settleMs: number;
};
const credentials = { accessKeyId: 'bench', secretAccessKey: 'bench' };
const client = new DynamoDBClient({ endpoint, region: 'eu-central-1', credentials });
await rebuildOnline({
  client,
  store: createFoldStore(client, ledgerTable),
  ledgerTable,
  cellsTable,
  context: foldContextOf(defaultOrganisation),
  lanes,
  settleMs,
  random: Math.random,
  sleep: (milliseconds) => sleep(milliseconds),
  clock: Date.now,
  report: ({ step, counted }) =>
    parentPort?.postMessage({ step, counted, at: performance.timeOrigin + performance.now() }),
});
client.destroy();
