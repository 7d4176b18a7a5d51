import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CreateTableCommand, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { tables } from '../shared/store/tables.ts';

export interface Engine {
  client: DynamoDBClient;
  endpoint: string;
  pid: number;
  /** Makes the four tables under names of their own. */
  createTables(): Promise<TableNames>;
  stop(): void;
}
export type TableNames = Record<keyof typeof tables, string>;

/** The real engine on a free port, in a folder of its own that goes when it stops. */
export async function startEngine(): Promise<Engine> {
  const folder = mkdtempSync(join(tmpdir(), 'polylog-engine-'));
  const port = await freePort();
  const binary = join(dirname(createRequire(import.meta.url).resolve('@dynoxide/linux-x64/package.json')), 'dynoxide');
  const child = spawn(binary, ['serve', '-p', String(port), '--db-path', join(folder, 'engine.db')], {
    stdio: 'ignore',
  });
  const endpoint = `http://127.0.0.1:${port}`;
  const client = new DynamoDBClient({
    endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  await untilReady(client, child);
  let made = 0;
  return {
    client,
    endpoint,
    pid: child.pid ?? 0,
    async createTables() {
      const prefix = `t${made++}`;
      const names = {} as TableNames;
      for (const [name, table] of Object.entries(tables) as [keyof typeof tables, { index?: TableIndex }][]) {
        names[name] = `${prefix}-${name}`;
        await client.send(new CreateTableCommand(tableRequest(names[name], table.index)));
      }
      return names;
    },
    stop() {
      client.destroy();
      child.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface TableIndex {
  name: string;
  partitionKey: string;
  sortKey: string;
}

function tableRequest(name: string, index: TableIndex | undefined) {
  const text = (attribute: string) => ({ AttributeName: attribute, AttributeType: 'S' as const });
  const keys = (hash: string, range: string) => [
    { AttributeName: hash, KeyType: 'HASH' as const },
    { AttributeName: range, KeyType: 'RANGE' as const },
  ];
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST' as const,
    AttributeDefinitions: ['pk', 'sk', ...(index ? [index.partitionKey, index.sortKey] : [])].map(text),
    KeySchema: keys('pk', 'sk'),
    ...(index && {
      GlobalSecondaryIndexes: [
        {
          IndexName: index.name,
          KeySchema: keys(index.partitionKey, index.sortKey),
          Projection: { ProjectionType: 'ALL' as const },
        },
      ],
    }),
  };
}

async function untilReady(client: DynamoDBClient, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    if (child.exitCode !== null) throw new Error('The engine ended before it was ready.');
    try {
      await client.send(new ListTablesCommand({}));
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error('The engine was not ready within 5 s.');
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
