import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeEach, expect, it } from 'vitest';
import { foldBatch } from '../../functions/aggregate/fold-batch.ts';
import { answerPrivacy } from '../../functions/privacy/answer-privacy.ts';
import { askErasure } from '../../functions/privacy/ask-erasure.ts';
import type { PrivacyDependencies } from '../../functions/privacy/dependencies.ts';
import { erasePeople } from '../../functions/privacy/erase-people.ts';
import { tellLateErasures } from '../../functions/privacy/tell-late-erasures.ts';
import { deriveKeys } from '../../shared/derive-keys.ts';
import { foldContextOf } from '../../shared/fold-context.ts';
import { defaultOrganisation } from '../../shared/organisation.ts';
import { pseudonymOf } from '../../shared/pseudonym.ts';
import { erasureKey } from '../../shared/store/erasure-item.ts';
import { createFoldStore } from '../../shared/store/fold-store.ts';
import { loadPersonMerges } from '../../shared/store/person-merges.ts';
import { unfinishedErasures } from '../../shared/store/unfinished-erasures.ts';
import { engineForEach } from '../engine-for-each.ts';
import { interaction } from '../interactions.ts';

const stage = engineForEach(Date.parse('2026-11-22T12:00:00Z'));
const keys = deriveKeys('a secret of at least thirty-two characters');
const context = foldContextOf(defaultOrganisation);
const author = { who: 'anna', roles: ['admin'] as const };
const ada = 'facebook:100077';
const pseudonym = pseudonymOf(keys.pseudonym, ada);
const random = () => 0;
const sleep = async () => {};

const tables = () => ({
  ledgerTable: stage.names.ledger,
  cellsTable: stage.names.cells,
  registryTable: stage.names.registry,
  rejectionsTable: stage.names.rejections,
});
let failures: unknown[] = [];
const deps = (client = stage.client): PrivacyDependencies => ({
  client,
  sqs: { send: async () => ({ Attributes: {} }) } as never,
  tables: tables(),
  queueUrls: [],
  lanes: 1,
  settleMs: 90_000,
  loadKeys: async () => keys,
  clock: stage.clock,
  sleep,
  random,
  namespace: 'Polylog',
  logger: { info: () => {}, warn: () => {}, error: (...line: unknown[]) => void failures.push(line) } as never,
});

/** A worker that is held up once, with all it asks, after its first request of a kind: for as long as others work. */
function slowWorker(command: string, others: () => Promise<void>): PrivacyDependencies {
  let heldUp: Promise<void> | undefined;
  const send = async (request: { constructor: { name: string } }) => {
    const answer = await stage.client.send(request as never);
    if (request.constructor.name === command) heldUp ??= others();
    await heldUp;
    return answer;
  };
  return deps(Object.assign(Object.create(stage.client), { send }));
}

const kept = async (id: string) => {
  const request = { TableName: stage.names.registry, Key: erasureKey(id), ConsistentRead: true };
  return (await stage.client.send(new GetItemCommand(request))).Item ?? {};
};
const merged = async () => [
  ...(await loadPersonMerges({ send: stage.client.send.bind(stage.client) }, stage.names.registry)).representativeOf,
];

beforeEach(async () => {
  failures = [];
  const store = createFoldStore(stage.client, stage.names.ledger);
  const recordedAt = new Date(stage.time - 60_000).toISOString();
  const said = Array.from({ length: 3 }, (_, n) =>
    interaction({ id: `w:${n}`, time: recordedAt, recordedAt, actor: { id: pseudonym, kind: 'customer' } }),
  );
  await foldBatch(said, { store, context, tables: tables(), lanes: 1, random, sleep });
});

it('a worker that comes late to what it listed goes on from where others are', async () => {
  const { id } = await askErasure(ada, author, deps());
  const slow = slowWorker('QueryCommand', async () => {
    await erasePeople(deps());
    stage.time += 120_000;
    await erasePeople(deps());
  });
  await erasePeople(slow);
  expect(failures).toEqual([]);
  const { state, subject, sweptAt } = await kept(id);
  expect({ state, subject }).toEqual({ state: { S: 'ERASED' }, subject: undefined });
  expect(sweptAt).toBeDefined();
  expect(await merged()).toEqual([]);
});

it('a worker whose erasure another took over notes nothing that would be taken for a part of the next step', async () => {
  const { id } = await askErasure(ada, author, deps());
  const slow = slowWorker('ScanCommand', async () => {
    stage.time += 31_000;
    await erasePeople(deps());
  });
  await erasePeople(slow, id);
  expect(failures).toEqual([['Could not erase', { erasure: id, error: 'ConditionalCheckFailedException' }]]);
  const { state, position, erasedAt } = await kept(id);
  expect({ state, position }).toEqual({ state: { S: 'ERASED' }, position: undefined });
  expect(erasedAt).toBeDefined();
});

it('an erasure that fails again and again is told as late, with each run, before anything is tried', async () => {
  const told: Record<string, unknown>[] = [];
  const logger = {
    info: (_: string, fields: Record<string, unknown>) => void told.push(fields),
    warn: () => {},
    error: (_: string, fields: Record<string, unknown>) => void told.push(fields),
  };
  const { id } = await askErasure(ada, author, deps());
  await tellLateErasures({ ...deps(), logger });
  stage.time += 3_600_001;
  // A ledger that does not answer: the run ends by its error, and has told.
  const send = async (request: { constructor: { name: string } }) => {
    if (request.constructor.name === 'ScanCommand') throw new Error('no answer');
    return stage.client.send(request as never);
  };
  const broken = Object.assign(Object.create(stage.client), { send });
  await answerPrivacy({ kind: 'clock' }, { ...deps(broken), logger }).catch(() => {});
  expect(told.slice(0, 3)).toMatchObject([
    { ErasureLate: 0 },
    { ErasureLate: 1, erasures: [id], _aws: { CloudWatchMetrics: [{ Namespace: 'Polylog' }] } },
    { erasure: id, error: 'Error' },
  ]);
  expect(await unfinishedErasures({ client: stage.client, tableName: stage.names.registry })).toMatchObject([{ id }]);
});
