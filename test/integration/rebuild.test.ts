import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type DynamoDBClient,
  PutItemCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { planReport } from '../../graphql/plan/plan-report.ts';
import { defaultOrganisation } from '../../shared/organisation.ts';
import { createCellReader } from '../../shared/store/cell-reader.ts';
import { conversationPartition, conversationSort } from '../../shared/store/keys.ts';
import { rebuildCells } from '../../shared/store/rebuild-cells.ts';
import { type Item, scanTable } from '../../shared/store/scan.ts';
import { verifyCells } from '../../shared/store/verify.ts';
import { type Engine, startEngine, type TableNames } from '../engine.ts';
import { context, fold } from '../graphql/harness.ts';
import { interaction } from '../interactions.ts';
import { reportDeps } from '../report-deps.ts';
import { polylog } from '../unit/cli-fake-host.ts';

let engine: Engine;
let names: TableNames;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

const minutes = (count: number) => new Date(Date.parse('2026-03-20T10:00:00Z') + count * 60_000).toISOString();
/** Asked, answered and closed, over and over. */
const turns = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => from + index).map((index) =>
    interaction({
      id: `turn:${index}`,
      activity: index % 3 === 0 ? 'enquiry' : index % 3 === 1 ? 'reply' : 'resolution',
      time: minutes(index),
      conversation: 'c:long',
      actor: index % 3 === 0 ? { id: 'p_a', kind: 'customer' } : { id: 'p_b', kind: 'employee' },
    }),
  );
/** Two months of posts, a conversation of several pages that was reopened, and one of a single turn. */
const interactions = [
  ...Array.from({ length: 90 }, (_, index) =>
    interaction({ id: `post:${index}`, time: minutes(index * 1000), channel: index % 2 ? 'x' : 'email' }),
  ),
  ...turns(0, 90),
  interaction({ id: 'alone', activity: 'enquiry', time: minutes(7), conversation: 'c:short' }),
];

beforeEach(async () => {
  names = await engine.createTables();
  expect(await fold(engine, names, interactions)).toMatchObject({ failed: [], unfoldable: [] });
});

const deps = (client: DynamoDBClient = engine.client) => ({
  client,
  ledgerTable: names.ledger,
  cellsTable: names.cells,
  context,
});
const clean = { differences: [], conversationDifferences: [] };

const add = (pk: string, sk: string, attribute: string, delta: number) =>
  engine.client.send(
    new UpdateItemCommand({
      TableName: names.cells,
      Key: { pk: { S: pk }, sk: { S: sk } },
      UpdateExpression: 'ADD #attribute :delta',
      ExpressionAttributeNames: { '#attribute': attribute },
      ExpressionAttributeValues: { ':delta': { N: String(delta) } },
    }),
  );

async function itemsOf(table: string): Promise<Item[]> {
  const all: Item[] = [];
  await scanTable(engine.client, table, (items) => all.push(...items));
  const keyOf = ({ pk, sk }: Item) => `${pk?.S} ${sk?.S}`;
  return all.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** Adds 1 to every counter of every volume cell: more than a transaction takes. */
async function corruptAll(): Promise<void> {
  for (const { pk, sk, ...counters } of await itemsOf(names.cells)) {
    if (!pk?.S?.match(/^[Vv]#/)) continue;
    for (const name of Object.keys(counters)) await add(pk.S, sk?.S ?? '', name, 1);
  }
}

function warmReader() {
  const reader = createCellReader(engine.client, names.cells, 2);
  return async (timeZone?: string) => {
    const { rows } = await planReport(
      {
        metrics: ['INTERACTIONS'],
        range: { from: '2026-03-01', to: '2026-05-31' },
        granularity: 'DAY',
        by: ['CHANNEL'],
        attributeTo: 'ENQUIRY',
        timeZone,
      },
      reportDeps(reader, defaultOrganisation, () => Date.parse('2026-06-01T00:00:00Z')),
    );
    return rows.map(({ start, channel, values }) => [start, channel, values[0]?.value]);
  };
}

describe('polylog rebuild', () => {
  let folder: string;
  let waiting = 0;
  const queue = createServer((_request, response) => {
    const Attributes = {
      ApproximateNumberOfMessages: String(waiting),
      ApproximateNumberOfMessagesNotVisible: '0',
      ApproximateNumberOfMessagesDelayed: '0',
    };
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify({ Attributes }));
  });
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'polylog-rebuild-'));
    await new Promise<void>((done) => queue.listen(0, '127.0.0.1', done));
  });
  afterAll(() => {
    queue.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(() => {
    waiting = 0;
    const sqs = `http://127.0.0.1:${(queue.address() as AddressInfo).port}`;
    const host = {
      region: 'eu-central-1',
      endpoints: { dynamodb: engine.endpoint, sqs, eventbridge: sqs },
      archive: { arn: 'arn', bus: 'polylog' },
      tables: names,
      lanes: 2,
      queueUrl: `${sqs}/000000000000/aggregate`,
      deadLetterUrls: [],
    };
    writeFileSync(join(folder, 'host.json'), JSON.stringify(host));
  });

  it('repairs the one cell that verify names, and a report through a warm reader shows it', async () => {
    const warm = warmReader();
    const right = await warm();
    await add('V#c#0', '2026-03.2#x', '20poi', 5);
    const report = warmReader();
    expect(await report()).not.toEqual(right);

    const found = await polylog(folder, ['verify']);
    expect(found).toMatchObject({ code: 1, stdout: expect.stringMatching(/^V#c 2026-03\.2#x 20poi: .*\n.* 1 diff/) });
    const before = await itemsOf(names.cells);
    expect(await polylog(folder, ['rebuild', '--dry-run'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(' 1 changes to make'),
    });
    expect(await itemsOf(names.cells)).toEqual(before);

    expect(await polylog(folder, ['rebuild'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(' 1 changes made'),
    });
    expect(await report()).toEqual(right);
    expect(await polylog(folder, ['verify'])).toMatchObject({ code: 0, stdout: expect.stringContaining(' 0 diff') });
  });

  it('builds the cells anew beside the wrong ones while messages wait, and a warm reader goes over to them', async () => {
    const warm = warmReader();
    const right = await warm();
    for (const set of ['V#a#0 2026-03.2#', 'V#c#0 2026-03.2#x']) {
      const [pk = '', sk = ''] = set.split(' ');
      await add(pk, sk, '20poi', 5);
    }
    waiting = 3;
    const fresh = warmReader();
    expect(await fresh()).not.toEqual(right);
    const before = await itemsOf(names.cells);
    const dry = await polylog(folder, ['rebuild', '--online', '--dry-run']);
    expect(dry).toMatchObject({ code: 0, stdout: expect.stringContaining(' 2 changes to make') });
    expect(await itemsOf(names.cells)).toEqual(before);

    const { code, stdout } = await polylog(folder, ['rebuild', '--online', '--settle', '1']);
    expect([code, stdout.split('\n').at(-2)]).toEqual([0, 'done: generation 2']);
    expect(await fresh()).toEqual(right);
    expect(await polylog(folder, ['verify'])).toMatchObject({ code: 0, stdout: expect.stringContaining(' 0 diff') });
    expect(await polylog(folder, ['verify', '--online'])).toMatchObject({ code: 0 });
    const sampled = await polylog(folder, ['verify', '--sample', '3']);
    expect(sampled).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^[1-9].* facts.*: 0 differences on [1-9]/m),
    });
    const old = (await itemsOf(names.cells)).filter(({ pk }) => !pk?.S?.startsWith('2/'));
    expect(old.map(({ pk }) => pk?.S)).toEqual(['GENERATION']);
  });

  it('gives up what it builds when it is told to, and then rebuilds in place again', async () => {
    const announced = { active: 1, building: 2, newest: 2, since: 1 };
    const Item = { pk: { S: 'GENERATION' }, sk: { S: '-' }, b: { S: JSON.stringify(announced) } };
    await engine.client.send(new PutItemCommand({ TableName: names.cells, Item }));
    const more = interaction({ id: 'meanwhile', time: minutes(9) });
    expect(await fold(engine, names, [more])).toMatchObject({ failed: [] });
    const refused = await polylog(folder, ['rebuild']);
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('polylog rebuild --online')]);
    expect(await polylog(folder, ['rebuild', '--online', '--abandon', '--settle', '1'])).toMatchObject({ code: 0 });
    expect((await itemsOf(names.cells)).filter(({ pk }) => pk?.S?.startsWith('2/'))).toEqual([]);
    expect(await polylog(folder, ['rebuild'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(' 0 changes'),
    });
    const { code, stderr } = await polylog(folder, ['rebuild', '--online', '--abandon']);
    expect([code, stderr]).toEqual([1, expect.stringContaining('Nothing is being built')]);
  });

  it('refuses while messages wait, and changes nothing', async () => {
    await add('V#c#0', '2026-03.2#x', '20poi', 5);
    const before = await itemsOf(names.cells);
    waiting = 3;
    const { code, stderr } = await polylog(folder, ['rebuild']);
    expect([code, stderr]).toEqual([1, 'polylog: 3 messages are not folded yet: run polylog drain first.\n']);
    expect(await itemsOf(names.cells)).toEqual(before);
  });
});

describe('rebuilding', () => {
  it('stopped after any transaction, it leaves no warm reader with numbers that are not in the cells', async () => {
    const right = await warmReader()();
    await corruptAll();
    const warm = warmReader();
    const zones = [undefined, 'Asia/Kolkata'];
    for (const zone of zones) expect(await warm(zone)).not.toEqual(right);
    let runs = 0;
    for (let stopped = true; stopped; runs++) {
      let transactions = 0;
      const dying = {
        send: (command: never) => {
          if ((command as object) instanceof TransactWriteItemsCommand && ++transactions > 1) throw new Error('killed');
          return engine.client.send(command);
        },
      } as unknown as DynamoDBClient;
      stopped = await rebuildCells(deps(dying)).then(
        () => false,
        ({ message }) => message === 'killed' || Promise.reject(message),
      );
      for (const zone of zones) expect(await warm(zone)).toEqual(await warmReader()(zone));
    }
    expect(runs).toBeGreaterThan(2);
    expect(await warm()).toEqual(right);
    expect(await verifyCells(deps())).toMatchObject(clean);
  });

  it('writes conversations anew that are damaged or gone, however long, pages, episodes and all', async () => {
    expect(await fold(engine, names, turns(90, 330))).toMatchObject({ failed: [], unfoldable: [] });
    const ofConversations = async () => (await itemsOf(names.ledger)).filter(({ pk }) => pk?.S?.startsWith('C#'));
    const before = await ofConversations();
    const long = before.filter(({ pk }) => pk?.S === conversationPartition('c:long'));
    expect(long.length, 'more than a transaction takes').toBeGreaterThan(100);
    const page = long.find(({ sk }) => sk?.S?.startsWith('P#')) as Item;
    const write = (actions: object[]) =>
      engine.client.send(new TransactWriteItemsCommand({ TransactItems: actions as never }));
    const TableName = names.ledger;
    await write([
      // A page and an episode under names that they should not have.
      { Put: { TableName, Item: { ...page, sk: { S: 'P#2026-03-20T10:00:30.000Z' } } } },
      { Put: { TableName, Item: { ...long.find(({ sk }) => sk?.S?.startsWith('E#')), sk: { S: 'E#never' } } } },
      { Delete: { TableName, Key: { pk: page.pk, sk: { S: conversationSort } } } },
      { Delete: { TableName, Key: { pk: page.pk, sk: page.sk } } },
      { Delete: { TableName, Key: { pk: { S: conversationPartition('c:short') }, sk: { S: conversationSort } } } },
    ]);
    const { conversationDifferences } = await verifyCells(deps());
    expect(conversationDifferences.map(({ id }) => id).sort()).toEqual(['c:long', 'c:short']);

    await rebuildCells(deps());
    expect(await verifyCells(deps())).toMatchObject(clean);
    const readable = (items: Item[]) => items.map(({ v: _revision, ipk: _lane, ...item }) => item);
    expect(readable(await ofConversations())).toEqual(readable(before));
    // And the fold goes on from there.
    const more = interaction({ id: 'turn:330', activity: 'reply', time: minutes(400), conversation: 'c:long' });
    expect(await fold(engine, names, [more])).toMatchObject({ failed: [], outcomes: { recorded: 1 } });
    expect(await verifyCells(deps())).toMatchObject(clean);
  });
});
