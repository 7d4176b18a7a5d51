import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { expect, it } from 'vitest';
import { readBacklog } from '../../cli/backlog.ts';
import { drain } from '../../cli/drain.ts';
import { createApiClient } from '../../cli/graphql-client.ts';
import { localClient } from '../../cli/host-file.ts';
import { changesInWords } from '../../shared/rejection-fix-changes.ts';
import { scanTable } from '../../shared/store/scan.ts';
import { sharedStack } from '../stack.ts';

const { url, token, dataDir, host } = sharedStack();
const source = 'urn:rejections';

/** Waits until everything accepted so far is in the cells. */
async function drained(): Promise<void> {
  const { endpoints, region, queueUrl, deadLetterUrls } = host();
  const sqs = new SQSClient(localClient(endpoints.sqs, region));
  const wait = { interval: 100, quietReads: 3, timeout: 30_000, now: Date.now, sleep: (ms: number) => sleep(ms) };
  const { outcome } = await drain(() => readBacklog(sqs, queueUrl, deadLetterUrls), wait);
  sqs.destroy();
  expect(outcome).toBe('drained');
}

/** A year that no other test uses. */
const event = (id: string, activity: string, clock: string, data: object = {}) => ({
  specversion: '1.0',
  id,
  source,
  type: `polylog.${activity}.v1`,
  time: `1999-05-04T${clock}:00Z`,
  data: { channel: 'letter', department: 'communications', actor: { id: 'rejections:1', kind: 'customer' }, ...data },
});

async function send(events: object[]) {
  const response = await fetch(`${url}/v1/interactions`, {
    method: 'POST',
    headers: { authorization: 'Bearer local', 'content-type': 'application/cloudevents-batch+json' },
    body: JSON.stringify(events),
  });
  return (await response.json()) as { accepted: number; rejected: { index: number; code: string; path: string }[] };
}

type Counters = Map<string, Map<string, number>>;

/** The counters of that year by cell, lanes added up. */
async function countersOf1999(): Promise<Counters> {
  const { endpoints, region, tables } = host();
  const client = new DynamoDBClient(localClient(endpoints.dynamodb, region));
  const sums: Counters = new Map();
  await scanTable(client, tables.cells ?? '', (items) => {
    for (const { pk, sk, ...attributes } of items) {
      if (!sk?.S?.startsWith('1999-') || /^[NP]#/.test(pk?.S ?? '')) continue;
      const address = `${pk?.S?.replace(/#\d+$/, '')}\n${sk.S}`;
      const cell = sums.get(address) ?? new Map<string, number>();
      sums.set(address, cell);
      for (const [name, value] of Object.entries(attributes)) cell.set(name, (cell.get(name) ?? 0) + Number(value.N));
    }
  });
  client.destroy();
  return sums;
}

/** What is more in `after`; counters and cells that are as they were are left out. */
function changed(before: Counters, after: Counters): Counters {
  const cells: Counters = new Map();
  for (const [address, cell] of after) {
    const differences = [...cell].flatMap(([name, sum]) => {
      const change = sum - (before.get(address)?.get(name) ?? 0);
      return change === 0 ? [] : [[name, change] as const];
    });
    if (differences.length > 0) cells.set(address, new Map(differences));
  }
  return cells;
}

interface Change {
  day: string;
  department: { id: string };
  channel: { id: string };
  what: string;
  change: number;
}
interface Report {
  accepted: number;
  refused: number;
  duplicates: number;
  cells: { count: number; changes: Change[] };
  next: string | null;
}

const fixing = `mutation Fix($input: FixRejectionsInput!) {
  fixRejections(input: $input) {
    accepted refused duplicates next
    cells { count changes { day department { id } channel { id } what change } }
  }
}`;
const rules = [
  { rename: { path: 'data.chanel', to: 'data.channel' } },
  { set: { path: 'data.department', value: '"communications"' } },
];

it('one bad among five: four counted once, one kept, fixed and replayed once; the dry run said what changed', async () => {
  const conversation = 'rejections:talk';
  const reply = {
    chanel: 'letter',
    channel: undefined,
    department: 'press',
    conversation,
    actor: { id: 'rejections:2', kind: 'employee' },
    text: 'A secret word to Jane',
  };
  const batch = [
    event('1', 'enquiry', '10:00', { conversation }),
    event('2', 'comment', '10:05'),
    event('3', 'reply', '10:30', reply),
    event('4', 'post', '11:00', { actor: { id: 'rejections:2', kind: 'employee' } }),
    event('5', 'comment', '12:00', { conversation }),
  ];
  expect(await send(batch)).toMatchObject({
    accepted: 4,
    rejected: [{ index: 2, code: 'INVALID', path: 'data.chanel' }],
  });
  await drained();

  const api = createApiClient({ url, token: await token('engineer') });
  const fix = async (dryRun: boolean) => {
    const input = { filter: { source }, rules, dryRun };
    return (await api.query<{ fixRejections: Report }>(fixing, { input })).fixRejections;
  };
  const predicted = await fix(true);
  expect(predicted).toMatchObject({ accepted: 1, refused: 0, duplicates: 0, next: null });
  const before = await countersOf1999();
  await drained();
  expect(changed(before, await countersOf1999())).toEqual(new Map());

  const done = await fix(false);
  expect(done).toEqual(predicted);
  await drained();
  const difference = changed(before, await countersOf1999());
  expect(predicted.cells.count).toBe(difference.size);
  const told = predicted.cells.changes.map(({ department, channel, ...rest }) => ({
    ...rest,
    department: department.id,
    channel: channel.id,
  }));
  expect(told).toEqual(changesInWords({ cells: difference }));
  expect(told).toContainEqual({
    day: '1999-05-04',
    department: 'communications',
    channel: 'letter',
    what: 'conversations answered',
    change: 1,
  });

  expect(await fix(false)).toMatchObject({ accepted: 0, refused: 0, duplicates: 0 });
  // The sender corrects it, too, and sends all again.
  const { chanel: channel, ...rest } = reply;
  const corrected = event('3', 'reply', '10:30', { ...rest, channel, department: 'communications' });
  expect(await send(batch.with(2, corrected))).toMatchObject({ accepted: 5 });
  await drained();
  expect(changed(before, await countersOf1999())).toEqual(difference);

  const seen = await api.query<{ rejectionCounts: { source: { id: string } }[]; rejections: unknown }>(
    `query Seen($source: ID!) {
      rejectionCounts { source { id } code open fixed dismissed }
      rejections(filter: { source: $source }, last: 5) { edges { node { interactionId state settledBy payload } } }
    }`,
    { source },
  );
  expect(seen.rejectionCounts.filter((one) => one.source.id === source)).toEqual([
    { source: { id: source }, code: 'INVALID', open: 0, fixed: 1, dismissed: 0 },
  ]);
  expect(seen.rejections).toMatchObject({
    edges: [
      {
        node: {
          interactionId: '3',
          state: 'FIXED',
          settledBy: 'local-engineer',
          payload: expect.stringContaining('Jane'),
        },
      },
    ],
  });
  const trail = await createApiClient({ url, token: await token('admin') }).query<{
    auditTrail: { edges: { node: { action: string; who: string; after: string } }[] };
  }>('{ auditTrail(first: 50) { edges { node { action who after } } } }');
  const [entry, ...more] = trail.auditTrail.edges.filter(({ node }) => node.after?.includes(source));
  expect(more).toEqual([]);
  expect(entry?.node).toMatchObject({ action: 'fixRejections', who: 'local-engineer' });
  expect(JSON.parse(entry?.node.after ?? '')).toMatchObject({ accepted: 1, rules: expect.any(Array) });
}, 90_000);

/** `polylog rejections` with these arguments: what it printed, whatever its exit code. */
const cli = async (...args: string[]): Promise<{ code: number; out: string }> => {
  const env = { ...process.env, POLYLOG_DATA: dataDir, PORT: new URL(url).port };
  const entry = join(import.meta.dirname, '../../cli/polylog.mjs');
  return promisify(execFile)(process.execPath, [entry, 'rejections', ...args], { env }).then(
    ({ stdout }) => ({ code: 0, out: stdout }),
    ({ code, stdout, stderr }) => ({ code, out: stdout + stderr }),
  );
};

it('the command line lists, counts, shows, tries, fixes and dismisses', async () => {
  const of = 'urn:rejections:cli';
  const bad = (id: string, data: object) => ({ ...event(id, 'comment', '09:00', data), source: of });
  await send([
    bad('1', { colour: 'red', channel: 'fax' }),
    bad('2', { colour: 'red' }),
    bad('3', { colour: 'red', actor: {} }),
    bad('4', { channel: 'telex' }),
  ]);
  const listed = await cli('list', '--source', of, '--code', 'INVALID');
  expect(listed.out.split('\n').slice(1, -1)).toHaveLength(3);
  const id = listed.out.match(/^(\S+) .* 1$/m)?.[1] ?? '';
  const shown = JSON.parse((await cli('show', id)).out);
  expect(shown).toMatchObject({ interactionId: '1', code: 'INVALID', state: 'OPEN', payload: { source: of } });

  const rules = ['--drop', 'data.colour', '--set', 'data.channel=letter', '--drop', 'data.size'];
  const tried = await cli('fix', '--source', of, ...rules, '--dry-run');
  expect(tried.code).toBe(1);
  expect(tried.out).toContain(
    'dry run, nothing is done: 3 accepted, 0 there already, 0 in conflict, 1 still refused\n',
  );
  expect(tried.out).toContain('  drop data.colour: applied to 3, nothing to do in 1\n');
  expect(tried.out).toContain('  set data.channel = "letter": applied to 4\n');
  expect(tried.out).toContain('  1999-05-04 communications letter: comment, inbound +3\n');
  expect(tried.out).toMatch(/ {2}\S+ 3: REFUSED INVALID data\.actor\.id It is missing/);
  expect((await cli('fix', id, ...rules)).code).toBe(0);
  expect((await cli('fix', '--source', of, ...rules)).out).toContain('2 accepted, 0 there already');
  expect(await cli('dismiss', '--source', of)).toEqual({ code: 0, out: '1 dismissed\n' });
  const counts = (await cli('counts')).out.split('\n').filter((line) => line.endsWith(of));
  expect(counts.map((line) => line.split(/ +/)).toSorted()).toEqual([
    ['0', '1', '0', 'UNKNOWN_CHANNEL', of],
    ['0', '2', '1', 'INVALID', of],
  ]);
  expect((await cli('show', id.slice(1))).out).toContain('INVALID_CURSOR');
}, 90_000);
