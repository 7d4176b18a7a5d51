import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { foldBatch } from '../../functions/aggregate/fold-batch.ts';
import { refusedByEngine } from '../../functions/aggregate/read-messages.ts';
import { replayRejections } from '../../functions/ingest/replay/replay-rejections.ts';
import { foldContextOf } from '../../shared/fold-context.ts';
import type { Interaction } from '../../shared/interaction.ts';
import { defaultOrganisation } from '../../shared/organisation.ts';
import type { Rejection } from '../../shared/rejection.ts';
import type { FixReport, ReplayRequest } from '../../shared/rejection-fix-request.ts';
import { listAudit } from '../../shared/store/audit.ts';
import { createFoldStore } from '../../shared/store/fold-store.ts';
import { createRejectionStore } from '../../shared/store/rejections.ts';
import { createSourceRegistry } from '../../shared/store/sources.ts';
import { type Engine, startEngine, type TableNames } from '../engine.ts';
import { interaction } from '../interactions.ts';
import { fixture } from '../sources/linkedin/fixture.ts';
import { fixture as slackFixture } from '../sources/slack/fixture.ts';
import { cloudEvent, entriesOf, ingest, keys, now, recordingClient, source, takesAll } from './ingest-harness.ts';

let engine: Engine;
let names: TableNames;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());
beforeEach(async () => {
  names = await engine.createTables();
});

const later = now + 60_000;
const rejections = () =>
  createRejectionStore({ client: engine.client, tableName: names.rejections, key: keys.payload, clock: () => later });
const sources = () => createSourceRegistry({ client: engine.client, tableName: names.registry, clock: () => now });
const open = async () => (await rejections().list({ state: 'OPEN' })).edges.map(({ node }) => node);

/** What ingest takes and refuses, on the tables of the engine. */
const door = () => ingest({ dynamo: engine.client, registryTable: names.registry, rejectionsTable: names.rejections });

/** The replay function with a bus that records; `onBus` and `client` to break it. */
function replay({ onBus = takesAll, client = engine.client } = {}) {
  const bus = recordingClient(onBus);
  const logged: unknown[][] = [];
  const log = (...line: unknown[]) => void logged.push(line);
  const ask = (request: Partial<ReplayRequest> & object) =>
    replayRejections(
      {
        action: 'fix',
        rules: [],
        dryRun: false,
        selection: { filter: {}, limit: 1_000 },
        author: { who: 'ada', roles: ['engineer'] },
        ...request,
      },
      {
        dynamo: client,
        eventBridge: bus.client,
        loadKeys: async () => keys,
        sealer: async () => (person) => person,
        busName: 'bus',
        ledgerTable: names.ledger,
        registryTable: names.registry,
        rejectionsTable: names.rejections,
        clock: () => later,
        sleep: async () => {},
        random: () => 0.5,
        logger: { info: log, warn: log, error: log } as never,
      },
    );
  return {
    logged,
    /** Of each entry on the bus. */
    traces: (): unknown[] => bus.sent.flatMap(entriesOf).map(({ Detail }) => JSON.parse(Detail).trace),
    published: (): Interaction[] =>
      bus.sent.flatMap(entriesOf).flatMap(({ Detail }) => JSON.parse(Detail).interactions as Interaction[]),
    fix: async (request: Partial<Extract<ReplayRequest, { action: 'fix' }>> = {}) =>
      (await ask({ action: 'fix', ...request })) as FixReport,
    ask,
  };
}

const fold = async (interactions: readonly Interaction[]) =>
  (
    await foldBatch(interactions, {
      store: createFoldStore(engine.client, names.ledger),
      context: foldContextOf(defaultOrganisation),
      tables: { ledgerTable: names.ledger, cellsTable: names.cells },
      lanes: 1,
      random: Math.random,
      sleep: async () => undefined,
    })
  ).outcomes;

const dropColour = [{ drop: { path: 'data.colour' } }];
const rejection = (over: Partial<Rejection>): Rejection => ({
  index: 0,
  id: null,
  source,
  code: 'PAUSED',
  path: '',
  message: 'The source was paused.',
  format: 'cloudevents',
  payload: cloudEvent(),
  ...over,
});

describe('one bad among five', () => {
  const batch = () =>
    Array.from({ length: 5 }, (_, n) => cloudEvent({ id: `c:${n}` }, n === 2 ? { colour: 'red' } : {}));

  it('a dry run says what would be accepted and what would change, and does nothing', async () => {
    const { post, published } = door();
    await post(batch());
    expect(await fold(published())).toMatchObject({ recorded: 4 });
    const asked = replay();
    const report = await asked.fix({ rules: dropColour, dryRun: true });
    expect(report).toMatchObject({
      dryRun: true,
      accepted: 1,
      duplicates: 0,
      conflicts: 0,
      refused: 0,
      rules: [{ rule: 'drop data.colour', applied: 1, notApplied: 0 }],
      next: null,
    });
    expect(report.cells.changes).toContainEqual({
      day: '2026-11-20',
      department: 'service',
      channel: 'x',
      what: 'comment, inbound',
      change: 1,
    });
    expect(report.examples).toMatchObject([{ interactionId: 'c:2', outcome: 'ACCEPTED', code: null, notes: [] }]);
    expect(asked.published()).toEqual([]);
    expect(await open()).toHaveLength(1);
    expect((await listAudit(engine.client, names.registry, {})).edges).toEqual([]);
  });

  it('is fixed, counted once however often it is replayed, and noted with who and how', async () => {
    const { post, published } = door();
    await post(batch());
    await fold(published());
    const asked = replay();
    expect(await asked.fix({ rules: dropColour })).toMatchObject({ accepted: 1, refused: 0 });
    expect(asked.published().map(({ id }) => id)).toEqual(['c:2']);
    expect(await fold(asked.published())).toMatchObject({ recorded: 1 });
    expect(await open()).toEqual([]);
    const [fixed] = (await rejections().list({})).edges;
    expect(fixed?.node).toMatchObject({ state: 'FIXED', settledBy: 'ada', settledAt: new Date(later).toISOString() });

    expect(await asked.fix({ rules: dropColour })).toMatchObject({ accepted: 0, settled: 0 });
    const again = await asked.fix({ selection: { ids: [fixed?.cursor ?? ''] }, rules: dropColour });
    expect(again).toMatchObject({ accepted: 0, settled: 1, examples: [{ outcome: 'SETTLED' }] });
    expect(asked.published()).toHaveLength(1);
    expect(await rejections().counts('0', '9')).toMatchObject([{ code: 'INVALID', open: 0, fixed: 1 }]);
    expect((await listAudit(engine.client, names.registry, {})).edges.map(({ node }) => node)).toMatchObject([
      {
        who: 'ada',
        roles: ['engineer'],
        action: 'fixRejections',
        after: { filter: {}, rules: ['drop data.colour'], accepted: 1, duplicates: 0 },
      },
    ]);
    expect(asked.traces()).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)]);
    expect(asked.logged).toContainEqual(['Replayed', expect.objectContaining({ trace: asked.traces()[0] })]);
    expect(JSON.stringify(asked.logged)).not.toMatch(/jane|c:2|red/);
  });

  it('a crash between the bus and the mark leaves it open, and the second time it is a duplicate', async () => {
    await door().post(batch());
    const crash = (name: string) =>
      ({
        send: (command: { constructor: { name: string } }) =>
          command.constructor.name === name ? Promise.reject(new Error('gone')) : engine.client.send(command as never),
      }) as unknown as DynamoDBClient;
    const crashed = replay({ client: crash('TransactWriteItemsCommand') });
    await expect(crashed.fix({ rules: dropColour })).rejects.toThrow('gone');
    expect(crashed.published()).toHaveLength(1);
    expect(await open()).toHaveLength(1);
    // Not folded yet: it is published again.
    const second = replay();
    expect(await second.fix({ rules: dropColour, dryRun: true })).toMatchObject({ accepted: 1 });
    await fold(crashed.published());
    expect(await second.fix({ rules: dropColour })).toMatchObject({ accepted: 0, duplicates: 1 });
    expect(second.published()).toEqual([]);
    expect(await open()).toEqual([]);
    expect(await fold([...crashed.published(), ...crashed.published()])).toMatchObject({ recorded: 0, duplicate: 2 });
  });

  it('that the bus does not take stays open', async () => {
    await door().post(batch());
    const asked = replay({ onBus: () => ({ FailedEntryCount: 1, Entries: [{ ErrorCode: 'InternalFailure' }] }) });
    expect(await asked.fix({ rules: dropColour })).toMatchObject({
      accepted: 0,
      refused: 1,
      cells: { count: 0 },
      examples: [{ code: 'BUS_UNAVAILABLE' }],
    });
    expect(await open()).toHaveLength(1);
  });
});

describe('what is still refused', () => {
  it('says why, as it was told first, and stays open; a rule that finds nothing is told', async () => {
    await door().post([cloudEvent({ id: 'a' }, { colour: 1 }), cloudEvent({ id: 'b' }, { channel: 'fax', colour: 1 })]);
    const report = await replay().fix({ rules: [...dropColour, { drop: { path: 'data.size' } }] });
    expect(report).toMatchObject({ accepted: 1, refused: 1 });
    expect(report.rules).toEqual([
      { rule: 'drop data.colour', applied: 2, notApplied: 0 },
      { rule: 'drop data.size', applied: 0, notApplied: 2 },
    ]);
    expect(report.examples).toMatchObject([
      {
        interactionId: 'b',
        outcome: 'REFUSED',
        code: 'UNKNOWN_CHANNEL',
        path: 'data.channel',
        notes: ['There is no data.size.'],
      },
      { interactionId: 'a', outcome: 'ACCEPTED' },
    ]);
    expect(await open()).toMatchObject([{ id: 'b' }]);
  });

  it('without an id needs a rule that sets one, and that is for one at a time', async () => {
    await door().post([
      cloudEvent({ id: undefined, time: '2026-11-20T09:00:00Z' }),
      cloudEvent({ id: undefined, time: '2026-11-20T09:01:00Z' }),
    ]);
    const asked = replay();
    expect(await asked.fix({ dryRun: true })).toMatchObject({ accepted: 0, refused: 2 });
    const rules = [{ set: { path: 'id', value: 'found:1' } }];
    expect(await asked.fix({ rules, dryRun: true })).toMatchObject({
      accepted: 1,
      refused: 1,
      examples: [{ code: 'INVALID', path: 'id', message: expect.stringContaining('one at a time') }, {}],
    });
    const [one] = await open();
    expect(await asked.fix({ rules, selection: { ids: [one?.cursor ?? ''] } })).toMatchObject({ accepted: 1 });
    expect(asked.published().map(({ id }) => id)).toEqual(['found:1']);
  });

  it("as another source's stays so, unless a rule names the source", async () => {
    await rejections().put([
      rejection({ code: 'SOURCE_NOT_ALLOWED', path: 'source', payload: cloudEvent({ source: 'https://other' }) }),
    ]);
    expect((await replay().fix()).examples).toMatchObject([{ outcome: 'REFUSED', code: 'SOURCE_NOT_ALLOWED' }]);
    const rules = [{ set: { path: 'source', value: source } }];
    expect(await replay().fix({ rules })).toMatchObject({ accepted: 1 });
  });

  it('because its payload was too large to be kept is told so', async () => {
    await rejections().put([rejection({ payload: null })]);
    expect((await replay().fix()).examples).toMatchObject([{ code: 'TOO_LARGE', path: '' }]);
  });

  it('because another body has its id is a conflict, told before it is one', async () => {
    const { post, published } = door();
    await post([cloudEvent()]);
    await fold(published());
    await rejections().put([rejection({ payload: cloudEvent({}, { sentiment: 0.5 }) })]);
    const asked = replay();
    expect(await asked.fix({ dryRun: true })).toMatchObject({ accepted: 0, conflicts: 1 });
    expect(await asked.fix()).toMatchObject({ conflicts: 1 });
    expect(await fold(asked.published())).toMatchObject({ conflict: 1 });
    expect(await open()).toEqual([]);
  });
});

describe('every format', () => {
  it('ActivityStreams are mapped again, with the channel that the source has by then', async () => {
    const activity = {
      type: 'Like',
      id: 'https://s.example/1',
      actor: 'https://s.example/jane',
      object: 'https://s.example/n',
    };
    const kept = { format: 'activitystreams', payload: activity, code: 'INVALID', path: 'published' } as const;
    await rejections().put([rejection(kept)]);
    expect((await replay().fix()).examples).toMatchObject([
      { outcome: 'REFUSED', message: expect.stringContaining('not registered') },
    ]);
    await sources().registerSource({ id: source, channel: 'mastodon', department: 'marketing' });
    expect((await replay().fix()).examples).toMatchObject([{ code: 'INVALID', path: 'published' }]);
    const asked = replay();
    const rules = [{ set: { path: 'published', value: '2026-11-20T08:00:00Z' } }];
    expect(await asked.fix({ rules })).toMatchObject({ accepted: 1 });
    expect(asked.published()).toMatchObject([{ activity: 'reaction', channel: 'mastodon', department: 'marketing' }]);
  });

  it('is known from what came by HTTP', async () => {
    const query = `?source=${source}&channel=mastodon&department=marketing`;
    const like = {
      type: 'Like',
      id: 'https://s.example/1',
      actor: 'https://s.example/jane',
      object: 'https://s.example/n',
    };
    const { body } = await door().post(like, { 'content-type': 'application/activity+json' }, query);
    expect(body.rejected).toMatchObject([{ code: 'INVALID', path: 'published' }]);
    await door().post([cloudEvent({ time: undefined })]);
    expect((await open()).map(({ format }) => format).toSorted()).toEqual(['activitystreams', 'cloudevents']);
  });

  it("an adapter's parts are mapped again: what came while it was paused, and what has another shape", async () => {
    const data = { actor: { id: 'crm:77', kind: 'customer' }, conversation: 'case:1' };
    const message = (id: string, over: object = {}) => ({
      kind: 'polylog.enquiry.v1',
      payload: { id, type: 'polylog.enquiry.v1', timestamp: '2026-11-20T09:00:00Z', data, ...over },
    });
    await sources().registerSource({ id: source, channel: 'crm', department: 'service' });
    const format = 'standard-webhooks';
    await rejections().put([
      rejection({ format, payload: message('paused') }),
      rejection({ format, payload: message('shape', { timestamp: undefined, at: '2026-11-20T10:00:00Z' }) }),
      rejection({ format, payload: message('channel', { data: { ...data, channel: 'fax' } }) }),
      rejection({ format, payload: { kind: 'invoice.paid', payload: {} } }),
    ]);
    const asked = replay();
    const first = await asked.fix();
    expect(first).toMatchObject({ accepted: 1, refused: 3 });
    expect(first.examples.map(({ code, path }) => [code, path])).toEqual([
      ['CHANGED_SHAPE', 'payload.timestamp'],
      ['UNKNOWN_CHANNEL', 'mapped.data.channel'],
      ['NOT_SUPPORTED', 'kind'],
      [null, null],
    ]);
    const rules = [
      { rename: { path: 'payload.at', to: 'payload.timestamp' } },
      { set: { path: 'mapped.data.channel', value: 'phone' } },
    ];
    expect(await asked.fix({ rules })).toMatchObject({ accepted: 2, refused: 1 });
    expect(asked.published().map(({ id, channel }) => [id, channel])).toEqual([
      ['paused', 'crm'],
      ['shape', 'phone'],
      ['channel', 'phone'],
    ]);
  });

  it('what the aggregate could not fold goes back to the bus as it was', async () => {
    const whole = interaction({ id: 'u:1' });
    await rejections().put([
      refusedByEngine(whole, 'The engine refuses it.'),
      { ...refusedByEngine({ ...whole, id: 'u:2', time: 'yesterday' }, 'time') },
    ]);
    const asked = replay();
    const report = await asked.fix();
    expect(report).toMatchObject({ accepted: 1, refused: 1, examples: [{ code: 'UNFOLDABLE', path: 'time' }, {}] });
    expect(asked.published()).toEqual([whole]);
  });
});

it('of many that end alike, three are shown and all are counted by reason', async () => {
  const alike = Array.from({ length: 30 }, (_, n) => rejection({ payload: cloudEvent({ id: `a:${n}` }, { size: n }) }));
  const others = [rejection({ payload: cloudEvent({ id: 'b' }, { channel: 'fax' }) }), rejection({})];
  await rejections().put([...alike, ...others]);
  const { refusals, examples } = await replay().fix({ dryRun: true });
  expect(refusals).toEqual([
    { code: 'INVALID', path: 'data.size', count: 30 },
    { code: 'UNKNOWN_CHANNEL', path: 'data.channel', count: 1 },
  ]);
  expect(examples.map(({ interactionId, outcome }) => [interactionId, outcome])).toEqual([
    [null, 'REFUSED'],
    [null, 'REFUSED'],
    [null, 'REFUSED'],
    [null, 'REFUSED'],
    ['comment:1:create', 'ACCEPTED'],
  ]);
});

it('twins of which the bus takes none both stay open', async () => {
  await rejections().put([rejection({}), rejection({ index: 1 }), rejection({ payload: cloudEvent({ id: 'other' }) })]);
  let calls = 0;
  const onBus: typeof takesAll = (sent) => {
    calls += 1;
    if (calls <= 3) throw new Error('The bus is away.');
    return takesAll(sent);
  };
  const asked = replay({ onBus });
  expect(await asked.fix()).toMatchObject({ accepted: 0, duplicates: 0, refused: 3 });
  expect(await open()).toHaveLength(3);
  expect(await asked.fix()).toMatchObject({ accepted: 2, duplicates: 1, refused: 0 });
  expect(await open()).toEqual([]);
});

it('many are taken a page at a time, each once', async () => {
  await rejections().put(
    Array.from({ length: 25 }, (_, n) => rejection({ payload: cloudEvent({ id: `n:${n}` }), index: n })),
  );
  const asked = replay();
  let after: string | undefined;
  const taken: number[] = [];
  for (let turn = 0; turn < 5; turn += 1) {
    const { accepted, next } = await asked.fix({ selection: { filter: {}, limit: 10, ...(after && { after }) } });
    taken.push(accepted);
    if (next === null) break;
    after = next;
  }
  expect(taken).toEqual([10, 10, 5]);
  expect(new Set(asked.published().map(({ id }) => id)).size).toBe(25);
});

it('dismissed ones stay listed, are counted and noted, and are not replayed', async () => {
  await rejections().put([rejection({ path: 'a' }), rejection({ path: 'b' })]);
  const asked = replay();
  const dismiss = { action: 'dismiss', selection: { filter: { path: 'a' }, limit: 10 } } as const;
  expect(await asked.ask(dismiss)).toEqual({ dismissed: 1, next: null });
  expect(await asked.ask(dismiss)).toEqual({ dismissed: 0, next: null });
  expect((await rejections().list({})).edges.map(({ node }) => [node.path, node.state])).toEqual([
    ['a', 'DISMISSED'],
    ['b', 'OPEN'],
  ]);
  expect(await rejections().counts('0', '9')).toMatchObject([{ open: 1, fixed: 0, dismissed: 1 }]);
  expect((await listAudit(engine.client, names.registry, {})).edges.map(({ node }) => node)).toMatchObject([
    { action: 'dismissRejections', after: { filter: { path: 'a' }, dismissed: 1 } },
  ]);
  expect(await asked.fix({ dryRun: true })).toMatchObject({ accepted: 1 });
});

it('of a payload that becomes several, each rejection is for its own', async () => {
  await sources().registerSource({ id: source, channel: 'slack', department: 'service' });
  const shared = slackFixture.deliveries?.find(({ becomes }) => becomes.length === 2);
  const payload = { kind: 'message.file_share', payload: shared?.body };
  const ids = shared?.becomes.map(({ id }) => id) ?? [];
  await rejections().put(ids.map((id) => rejection({ format: 'slack', id, payload })));
  const asked = replay();
  expect(await asked.fix()).toMatchObject({ accepted: 2, duplicates: 0, refused: 0 });
  expect(asked.published().map(({ id }) => id)).toEqual(ids);
});

it('a delivery that could not be read at all is read anew, once the adapter can', async () => {
  await sources().registerSource({ id: source, channel: 'linkedin', department: 'service' });
  const [delivery] = fixture.deliveries ?? [];
  const whole = (payload: string) => rejection({ format: 'linkedin', payload: { kind: 'unreadable', payload } });
  await rejections().put([whole(JSON.stringify(delivery?.body)), whole('{"notifications": 7}')]);
  const asked = replay();
  const refused = { code: 'CHANGED_SHAPE', path: 'payload', count: 1 };
  expect(await asked.fix()).toMatchObject({ accepted: 1, refused: 1, refusals: [refused] });
  expect(asked.published().map(({ id }) => id)).toEqual(delivery?.becomes.map(({ id }) => id));
  expect(await open()).toHaveLength(1);
});

it('the trail has what rules set where that names nobody', async () => {
  await rejections().put([rejection({ payload: cloudEvent({ id: 'r' }, { channel: 'fax' }) })]);
  const rules = [
    { set: { path: 'data.channel', value: 'phone' } },
    { set: { path: 'data.actor.id', value: 'mailto:jane@acme.example' } },
  ];
  expect(await replay().fix({ rules })).toMatchObject({ accepted: 1 });
  const [entry] = (await listAudit(engine.client, names.registry, {})).edges;
  expect(entry?.node.after).toMatchObject({ rules: ['set data.channel = "phone"', 'set data.actor.id'] });
  expect(JSON.stringify(entry)).not.toContain('jane');
});

it('what is no request is refused', async () => {
  await expect(replay().ask({ action: 'fix', rules: [{ drop: { path: '__proto__' } }] })).rejects.toThrow();
  await expect(replay().ask({ selection: { ids: [] } })).rejects.toThrow();
});
