import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  BatchWriteItemCommand,
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
import { localClient } from '../../cli/host-file.ts';
import { createSender } from '../../cli/sender.ts';
import { type Item, scanTable } from '../../shared/store/scan.ts';
import { compareReports } from '../chaos/compare-reports.ts';
import { interactionsOf, realEvents } from '../chaos/real-interactions.ts';
import { type Stack, startStack } from '../stack.ts';

const cli = join(import.meta.dirname, '..', '..', 'cli', 'polylog.mjs');

/** Runs the command line on a data folder; rejects when it ends with findings. */
const polylog = (dataDir: string, ...args: string[]): Promise<string> =>
  new Promise((done, failed) => {
    const env = { ...process.env, POLYLOG_DATA: dataDir };
    execFile(process.execPath, [cli, ...args], { env }, (error, stdout, stderr) =>
      error ? failed(new Error(`${args.join(' ')}: ${stdout}${stderr}`)) : done(stdout),
    );
  });

/** The tables of the running stack as they are at this moment: what a restore to a point in time gives back. */
async function snapshotOf(stack: Stack) {
  const { endpoints, region, tables } = stack.host();
  const client = new DynamoDBClient(localClient(endpoints.dynamodb, region));
  const items = new Map<string, Item[]>();
  for (const name of Object.values(tables)) {
    const found: Item[] = [];
    await scanTable(client, name, (page) => void found.push(...page));
    items.set(name, found);
  }
  client.destroy();
  return items;
}

/** Deletes every table with all that is in it and makes them again as the snapshot says. */
async function loseAndRestore(stack: Stack, snapshot: Map<string, Item[]>) {
  const { endpoints, region } = stack.host();
  const client = new DynamoDBClient(localClient(endpoints.dynamodb, region));
  for (const [TableName, items] of snapshot) {
    const { Table } = await client.send(new DescribeTableCommand({ TableName }));
    await client.send(new DeleteTableCommand({ TableName }));
    await client.send(
      new CreateTableCommand({
        TableName,
        KeySchema: Table?.KeySchema,
        AttributeDefinitions: Table?.AttributeDefinitions,
        BillingMode: 'PAY_PER_REQUEST',
        ...(Table?.GlobalSecondaryIndexes && {
          GlobalSecondaryIndexes: Table.GlobalSecondaryIndexes.map(({ IndexName, KeySchema, Projection }) => ({
            IndexName,
            KeySchema,
            Projection,
          })),
        }),
      }),
    );
    for (let at = 0; at < items.length; at += 25) {
      const requests = items.slice(at, at + 25).map((Item) => ({ PutRequest: { Item } }));
      await client.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: requests } }));
    }
  }
  client.destroy();
}

it('brings back every count from a snapshot of the tables and the archive of the bus', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'polylog-restore-'));
  const events = realEvents(900);
  // Every kind is in both parts.
  const before = events.filter((_, index) => index % 2 === 0);
  const after = events.filter((_, index) => index % 2 === 1);
  let stack = await startStack({ dataDir });
  try {
    const send = (some: readonly unknown[]) =>
      createSender({ url: stack.url, key: 'local', patience: 20_000 })(some.map((event) => JSON.stringify(event)));
    expect((await send(before)).accepted).toBe(before.length);
    await polylog(dataDir, 'drain');
    const snapshot = await snapshotOf(stack);
    const taken = new Date();
    expect((await send(after)).accepted).toBe(after.length);
    await polylog(dataDir, 'drain');
    expect(await compareReports(stack, interactionsOf(events))).toEqual([]);

    await loseAndRestore(stack, snapshot);
    // As after a deployment that names the restored tables: no function remembers what it read before.
    const port = Number(new URL(stack.url).port);
    await stack.stop();
    stack = await startStack({ dataDir, port });
    expect(await compareReports(stack, interactionsOf(before))).toEqual([]);

    const from = new Date(taken.getTime() - 60_000).toISOString();
    expect(await polylog(dataDir, 'replay-archive', '--from', from)).toContain('COMPLETED');
    await polylog(dataDir, 'drain');
    await polylog(dataDir, 'verify');
    expect(await compareReports(stack, interactionsOf(events))).toEqual([]);
  } finally {
    await stack.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}, 90_000);
