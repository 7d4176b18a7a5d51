import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { schema } from '../../graphql/schema.ts';
import { sourceAdapters } from '../../shared/source-adapters.ts';
import { hookOf } from '../../shared/source-hook.ts';
import { atTheBeginning, createSourceCursors } from '../../shared/store/source-cursors.ts';
import { soonMs } from '../../shared/store/source-lookup.ts';
import { type Engine, startEngine } from '../engine.ts';
import { apiWith, ask } from './harness.ts';
import { noon, type RegistryApi, registryApi } from './organisation-harness.ts';

let engine: Engine;
let api: RegistryApi;
let time = noon;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());
beforeEach(async () => {
  time = noon;
  api = await registryApi(engine, { clock: () => time, addresses: { door: 'https://in.acme.example' } });
});

const id = 'https://acme.example/crm';
const input = { id, adapter: 'standard-webhooks', channel: 'phone', department: 'service' };
const connect = (over: object = {}) => api.changed('connectSource', { ...input, ...over }, '{ id }');
const shown = async (selection: string, as = 'engineer') =>
  (await api.query(`query Q($id: ID!) { source(id: $id) { ${selection} } }`, as, { id })).source;
const first = [{ name: 'secret', value: 'whsec_c2VjcmV0IG9uZQ==' }];
const second = [{ name: 'secret', value: 'whsec_c2VjcmV0IHR3bw==' }];

describe('connecting a source', () => {
  it('gives the address for its provider, and notes who did it', async () => {
    await api.changed('connectSource', { ...input, name: 'Desk', cadence: 'PT1H' }, '{ id }', 'engineer');
    expect(await shown('name cadence webhookUrl settings paused adapter { id }')).toEqual({
      name: 'Desk',
      cadence: 'PT1H',
      webhookUrl: `https://in.acme.example/v1/sources/standard-webhooks/${hookOf(id)}`,
      settings: '{}',
      paused: false,
      adapter: { id: 'standard-webhooks' },
    });
    expect(await api.sources.findSourceByHook(hookOf(id))).toMatchObject({ id, channel: 'phone' });
    const [entry] = await api.trail();
    expect(entry).toMatchObject({ who: 'test-engineer', action: 'connectSource', subject: `source ${id}` });
    expect(entry?.after).toEqual({
      ...{ name: 'Desk', adapter: 'standard-webhooks', channel: 'phone', department: 'service' },
      ...{ cadence: 'PT1H', settings: '{}' },
    });
  });

  it('keeps the name and the counts of one that sent by itself before', async () => {
    await api.sources.registerSource({ id, name: 'The old desk', channel: 'email' });
    await api.sources.countRejections(id, 3);
    await connect();
    expect(await shown('name rejected channel { id }')).toEqual({
      ...{ name: 'The old desk', rejected: 3, channel: { id: 'phone' } },
    });
  });

  it('twice is refused, and the first stays', async () => {
    await connect();
    expect(await api.refusal('connectSource', { ...input, channel: 'email' })).toMatchObject({ code: 'SOURCE_EXISTS' });
    expect(await shown('channel { id }')).toEqual({ channel: { id: 'phone' } });
  });

  it.each([
    ['an adapter that there is not', { adapter: 'fax' }, 'BAD_REQUEST', 'adapter'],
    ['a channel that there is not', { channel: 'fax' }, 'UNKNOWN_CHANNEL', 'channel'],
    ['a department that there is not', { department: 'fax' }, 'UNKNOWN_DEPARTMENT', 'department'],
    ['an id with a space', { id: 'my crm' }, 'BAD_REQUEST', 'id'],
    ['a cadence that is none', { cadence: 'hourly' }, 'BAD_REQUEST', 'cadence'],
    ['settings that are no JSON', { settings: '{' }, 'BAD_REQUEST', 'settings'],
    ['settings that are no object', { settings: '[]' }, 'BAD_REQUEST', 'settings'],
    ['a setting that the adapter has not', { settings: '{"colour":1}' }, 'BAD_REQUEST', 'settings.colour'],
    ['a setting that is missing', { adapter: 'csv' }, 'BAD_REQUEST', 'settings.mapping'],
  ])('with %s is refused by the name of the field', async (_name, over, code, field) => {
    expect(await api.refusal('connectSource', { ...input, ...over })).toMatchObject({ code, field });
    expect(await api.trail()).toEqual([]);
  });
});

describe('changing a connected source', () => {
  it('checks settings by the schema of its adapter', async () => {
    await connect();
    expect(await api.refusal('updateSource', { id, settings: '{"colour":1}' })).toMatchObject({
      code: 'BAD_REQUEST',
      field: 'settings.colour',
    });
    await api.changed('updateSource', { id, settings: null, owner: 'Desk team' }, '{ id }');
    expect(await shown('settings owner')).toEqual({ settings: '{}', owner: 'Desk team' });
  });

  it('leaves it a channel and a department: its adapter needs both', async () => {
    await connect();
    for (const field of ['channel', 'department']) {
      expect(await api.refusal('updateSource', { id, [field]: null })).toMatchObject({ code: 'BAD_REQUEST', field });
    }
  });

  it('asks it from its beginning again when told so, and a run under way stops', async () => {
    const cursors = createSourceCursors({ client: engine.client, tableName: api.names.registry });
    await api.changed(
      'connectSource',
      { ...input, adapter: 'feed', settings: '{"url":"https://a.example/"}' },
      '{ id }',
    );
    const stored = await cursors.store(id, atTheBeginning, 'page 9');
    await api.changed('updateSource', { id, settings: '{"url":"https://b.example/"}' }, '{ id }');
    expect((await cursors.list()).get(id)?.cursor).toBe('page 9');
    await api.changed('updateSource', { id, restart: true }, '{ id }', 'engineer');
    expect((await cursors.list()).get(id)).toEqual({ cursor: undefined, revision: 2, unfinished: true });
    expect(stored && (await cursors.store(id, stored, 'page 10'))).toBeUndefined();
    expect((await api.trail()).map(({ after }) => Object.keys(after as object))).toContainEqual(['restartedAt']);
  });

  it('that is not asked on a schedule has no beginning', async () => {
    await connect();
    expect(await api.refusal('updateSource', { id, restart: true })).toMatchObject({ field: 'restart' });
  });

  it('of no adapter takes no settings', async () => {
    await api.sources.registerSource({ id });
    expect(await api.refusal('updateSource', { id, settings: '{}' })).toMatchObject({ field: 'settings' });
  });
});

describe('the limit of a source', () => {
  const update = (ratePerSecond: unknown) => api.changed('updateSource', { id, ratePerSecond }, '{ id }', 'engineer');

  it('is set, found with the source by its webhook, cleared, and noted', async () => {
    await connect();
    expect(await shown('ratePerSecond')).toEqual({ ratePerSecond: null });
    await update(250);
    expect(await shown('ratePerSecond')).toEqual({ ratePerSecond: 250 });
    expect(await api.sources.findSourceByHook(hookOf(id))).toMatchObject({ ratePerSecond: 250 });
    await update(null);
    expect(await shown('ratePerSecond')).toEqual({ ratePerSecond: null });
    // Both may be of one millisecond, in any order.
    const changes = await api.trail();
    const set = { who: 'test-engineer', action: 'updateSource', after: { ratePerSecond: '250' } };
    const cleared = { before: { ratePerSecond: '250' }, after: { ratePerSecond: null } };
    for (const change of [set, cleared]) expect(changes).toContainEqual(expect.objectContaining(change));
  });

  it.each([0, -1, 100_001])('of %i is refused', async (ratePerSecond) => {
    await connect();
    const refusal = await api.refusal('updateSource', { id, ratePerSecond });
    expect(refusal).toMatchObject({ code: 'BAD_REQUEST', message: expect.stringMatching(/^ratePerSecond/) });
  });
});

describe('pausing a source', () => {
  it('says since when, once, and resuming ends it', async () => {
    await connect();
    await api.changed('pauseSource', { id }, '{ id }', 'engineer');
    time += 60_000;
    const again = await api.changed('pauseSource', { id }, '{ paused pausedAt }');
    expect(again).toEqual({ paused: true, pausedAt: '2026-03-27T12:00:00.000Z' });
    expect(await api.query('{ sources(filter: { paused: true }) { id } }')).toEqual({ sources: [{ id }] });
    expect(await api.query('{ sources(filter: { paused: false }) { id } }')).toEqual({ sources: [] });
    expect((await api.trail()).map(({ action }) => action).toSorted()).toEqual(['connectSource', 'pauseSource']);
  });

  it('and resuming replays all that was kept, page by page', async () => {
    const asked: unknown[] = [];
    const waited: number[] = [];
    const report = { accepted: 0, duplicates: 0, conflicts: 0, refused: 0, settled: 0, dryRun: false } as object;
    const replaying = await registryApi(engine, {
      sleep: async (ms) => void waited.push(ms),
      replay: {
        fix: async (request) => {
          asked.push(request);
          return { ...report, next: asked.length < 3 ? `page ${asked.length}` : null } as never;
        },
        dismiss: () => Promise.reject(new Error('not asked for')),
      },
    });
    await replaying.changed('connectSource', input, '{ id }');
    await replaying.changed('pauseSource', { id }, '{ id }');
    expect(await replaying.changed('resumeSource', { id }, '{ paused }', 'engineer')).toEqual({ paused: false });
    // What took it for paused until the last moment has kept by then what it has at hand.
    expect(waited).toEqual([soonMs + 1_000]);
    expect(asked).toMatchObject(
      [undefined, 'page 1', 'page 2'].map((after) => ({
        selection: { filter: { source: id, code: 'PAUSED' }, ...(after && { after }) },
        rules: [],
        dryRun: false,
        author: { who: 'test-engineer', roles: ['engineer'] },
      })),
    );
  });

  it('and resuming holds, also when nothing can be replayed for now', async () => {
    const logged: string[] = [];
    const failing = await registryApi(engine, {
      replay: { fix: () => Promise.reject(new Error('down')), dismiss: () => Promise.reject(new Error('down')) },
      log: ({ level, message }) => void (level === 'error' && logged.push(message)),
    });
    await failing.changed('connectSource', input, '{ id }');
    await failing.changed('pauseSource', { id }, '{ id }');
    expect(await failing.changed('resumeSource', { id }, '{ paused }')).toEqual({ paused: false });
    expect(logged).toEqual(['replay of a resumed source failed']);
  });
});

describe('secrets', () => {
  it('are stored, with those before for the overlap, and told by name alone', async () => {
    await connect();
    await api.changed('setSourceSecrets', { id, values: first }, '{ id }', 'engineer');
    await api.changed('setSourceSecrets', { id, values: second, overlap: 'PT2H' }, '{ id }', 'engineer');
    const [one, two] = [first, second].map(([given]) => ({ secret: given?.value }));
    expect(api.secretsSet).toEqual([
      { hook: hookOf(id), values: one, version: expect.any(String), previousUntil: undefined },
      { hook: hookOf(id), values: two, version: expect.any(String), previousUntil: '2026-03-27T14:00:00.000Z' },
    ]);
    const selection = 'secrets { name set } secretsChangedAt previousSecretsUntil';
    const told = { secrets: [{ name: 'secret', set: true }], secretsChangedAt: '2026-03-27T12:00:00.000Z' };
    expect(await shown(selection)).toEqual({ ...told, previousSecretsUntil: '2026-03-27T14:00:00.000Z' });
    time += 2 * 3_600_000;
    expect(await shown(selection)).toEqual({ ...told, previousSecretsUntil: null });
  });

  it('that are set again, say after an error, are the same version with the same end of those before', async () => {
    await connect();
    const set = (values: object, overlap?: string) =>
      api.changed('setSourceSecrets', { id, values, overlap }, '{ previousSecretsUntil }');
    await set(first);
    await set(second);
    time += 3_600_000;
    expect(await set(second, 'P7D')).toEqual({ previousSecretsUntil: '2026-03-28T12:00:00.000Z' });
    const [, changed, again] = api.secretsSet;
    expect(again).toEqual(changed);
    expect((await api.trail()).filter(({ action }) => action === 'setSourceSecrets')).toHaveLength(2);

    expect(await set(second, 'PT0S')).toEqual({ previousSecretsUntil: null });
    await set(first);
    await set(second);
    const versions = api.secretsSet.map(({ version }) => version);
    expect(new Set(versions).size).toBe(versions.length - 1);
  });

  it('whose storing failed are noted nowhere, and set when they are set again', async () => {
    await connect();
    await api.changed('setSourceSecrets', { id, values: first }, '{ id }');
    api.failing.secrets = true;
    expect(await api.refusal('setSourceSecrets', { id, values: second })).toMatchObject({ code: 'INTERNAL' });
    expect(await shown('previousSecretsUntil')).toEqual({ previousSecretsUntil: null });
    api.failing.secrets = false;
    // Somebody thinks better of it: those are not the ones that were begun last.
    await api.changed('setSourceSecrets', { id, values: first }, '{ id }');
    expect(new Set(api.secretsSet.map(({ version }) => version)).size).toBe(2);
  });

  it('are in no table, no audit trail and no answer', async () => {
    await connect();
    const { data } = await api.change('setSourceSecrets', { id, values: first }, '{ id secrets { name } }', 'engineer');
    const everything = JSON.stringify([data, await api.trail(), await api.sources.listSources()]);
    expect(everything).toContain('setSourceSecrets');
    expect(everything).not.toContain('whsec_');
  });

  it.each([
    ['a name that the adapter has not', [...first, { name: 'token', value: 'whsec_x' }], 'values'],
    ['one missing', [], 'values'],
    ['one twice', [...first, ...first], 'values.secret'],
    ['an empty one', [{ name: 'secret', value: '' }], 'values.secret'],
    ['one that is too long', [{ name: 'secret', value: 'whsec_'.repeat(2_000) }], 'values.secret'],
  ])('with %s are refused without quoting any', async (_name, values, field) => {
    await connect();
    const refusal = await api.refusal('setSourceSecrets', { id, values }, 'engineer');
    expect(refusal).toMatchObject({ code: 'BAD_REQUEST', field });
    expect(JSON.stringify(refusal)).not.toContain('whsec_');
    expect(api.secretsSet).toEqual([]);
  });

  it.each([
    ['of another type', { name: 'secret', value: { whsec_: 'whsec_x' } }, 'input.values[0].value'],
    ['that is a number', { name: 'secret', value: 4711_4712 }, 'input.values[0].value'],
    ['with a field too many', { name: 'secret', value: 'whsec_x', whsec_y: 'whsec_z' }, 'input.values[0]'],
    ['without its name', { value: 'whsec_x' }, 'input.values[0].name'],
  ])('%s are refused by the engine without quoting any', async (_name, value, path) => {
    const { errors } = await api.change('setSourceSecrets', { id, values: [value] }, '{ id }', 'engineer');
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', details: { path } });
    expect(JSON.stringify(errors)).not.toMatch(/whsec_|4711/);
  });

  it.each([
    '{ id: "urn:x", values: [{ name: "secret", value: 47114712 }] }',
    '{ id: "urn:x", values: [{ name: "secret", value: whsec_x }] }',
    '{ id: "urn:x", values: "whsec_x" }',
    '{ id: "urn:x", values: [{ name: "secret", value: "whsec_x" "whsec_y" }] }',
  ])('in the document itself are not quoted either: %s', async (input) => {
    const { errors } = await api.ask(`mutation { setSourceSecrets(input: ${input}) { id } }`, 'engineer');
    expect(errors?.length).toBeGreaterThan(0);
    expect(JSON.stringify(errors)).not.toMatch(/whsec_|4711/);
  });

  it.each(['P31D', '-PT1H', 'a day', 'P1M1D'])('with the overlap %s are refused', async (overlap) => {
    await connect();
    expect(await api.refusal('setSourceSecrets', { id, values: first, overlap })).toMatchObject({ field: 'overlap' });
  });

  it('of a source without an adapter, or of none, are refused', async () => {
    expect(await api.refusal('setSourceSecrets', { id, values: first })).toMatchObject({ code: 'UNKNOWN_SOURCE' });
    await api.sources.registerSource({ id });
    expect(await api.refusal('setSourceSecrets', { id, values: first })).toMatchObject({ field: 'id' });
  });
});

describe('keys', () => {
  const create = async (over: object = {}) =>
    (await api.changed('createSourceKey', { source: id, ...over }, '{ key about { id expiresAt } }', 'engineer')) as {
      key: string;
      about: { id: string; expiresAt: string | null };
    };

  it('are shown once, send for their source, and end when they are told to', async () => {
    await connect();
    const { key, about } = await create();
    expect(await api.sources.findSourceByKey(key)).toMatchObject({ id });
    const listed = JSON.stringify([await shown('keys { id createdAt expiresAt }'), await api.trail()]);
    expect(listed).toContain(about.id);
    expect(listed).not.toContain(key);
    await api.changed('endSourceKey', { source: id, key: about.id }, '{ id }');
    time += 60_000;
    expect(await api.sources.findSourceByKey(key)).toBeUndefined();
  });

  it('rotate: the old one ends later, the new one holds', async () => {
    await connect();
    const old = await create({ expiresAt: '2027-01-01T00:00:00Z' });
    time += 1_000;
    const next = await create();
    const at = '2026-03-28T12:00:00Z';
    expect(await api.changed('endSourceKey', { source: id, key: old.about.id, at }, '{ expiresAt }')).toEqual({
      expiresAt: '2026-03-28T12:00:00.000Z',
    });
    const later = { source: id, key: old.about.id, at: '2026-05-01T00:00:00Z' };
    expect(await api.changed('endSourceKey', later, '{ expiresAt }')).toEqual({
      expiresAt: '2026-03-28T12:00:00.000Z',
    });
    expect(await shown('keys { id }')).toEqual({ keys: [{ id: next.about.id }, { id: old.about.id }] });
    time += 2 * 86_400_000;
    expect(await api.sources.findSourceByKey(old.key)).toBeUndefined();
    expect(await api.sources.findSourceByKey(next.key)).toMatchObject({ id });
  });

  it('of a source that there is not, that end in the past, or of another source are refused', async () => {
    expect(await api.refusal('createSourceKey', { source: id })).toMatchObject({ code: 'UNKNOWN_SOURCE' });
    await connect();
    const expiresAt = '2026-03-27T11:59:59Z';
    expect(await api.refusal('createSourceKey', { source: id, expiresAt })).toMatchObject({ field: 'expiresAt' });
    const { about } = await create();
    const foreign = { source: 'https://x.com/acme', key: about.id };
    expect(await api.refusal('endSourceKey', foreign)).toMatchObject({ code: 'BAD_REQUEST', field: 'key' });
  });
});

describe('what is told of sources', () => {
  it.each(['viewer', 'analyst', 'executive', 'member:service'])(
    'a %s sees how they are, but not how they are connected',
    async (role) => {
      await connect();
      const secret = 'settings webhookUrl secrets { name } secretsChangedAt previousSecretsUntil keys { id }';
      const { data, errors } = await api.ask(`{ sources { id accepted adapter { id } ${secret} } }`, role);
      const hidden = { settings: null, webhookUrl: null, secrets: null, secretsChangedAt: null };
      const seen = { id, accepted: 0, adapter: { id: 'standard-webhooks' } };
      expect(data).toEqual({ sources: [{ ...seen, ...hidden, previousSecretsUntil: null, keys: null }] });
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(Array(6).fill('FORBIDDEN'));
    },
  );

  it('of adapters is what is needed to connect one', async () => {
    const { sourceAdapters: told } = await api.query(
      '{ sourceAdapters { id name description settings webhook every secrets { name description } } }',
      'engineer',
    );
    const own = (told as { id: string }[]).find((one) => one.id === 'standard-webhooks');
    expect(own).toEqual({
      id: 'standard-webhooks',
      name: 'Standard Webhooks',
      description: expect.stringContaining('Standard Webhooks'),
      settings: JSON.stringify(sourceAdapters.find((one) => one.id === 'standard-webhooks')?.settings),
      webhook: 'SIGNATURE',
      every: null,
      secrets: [{ name: 'secret', description: expect.any(String) }],
    });
  });

  it('of an unknown channel in the filter is which there are', async () => {
    const { errors } = await ask(apiWith(), '{ sources(filter: { channels: ["fax"] }) { id } }', { as: 'viewer' });
    expect(errors).toMatchObject([{ extensions: { code: 'UNKNOWN_CHANNEL' } }]);
  });

  it('has no field for the value of a secret', () => {
    const { SourceSecret, SourceKey } = schema.getTypeMap() as never as Record<string, { getFields(): object }>;
    expect(Object.keys(SourceSecret?.getFields() ?? {}).toSorted()).toEqual(['description', 'name', 'set']);
    expect(Object.keys(SourceKey?.getFields() ?? {}).toSorted()).toEqual(['createdAt', 'expiresAt', 'id']);
  });
});

it.each(sourceAdapters.map((adapter) => [adapter.id, adapter] as const))(
  'the settings of %s can be checked, and its secrets set',
  async (_id, { id: adapter, secrets, settings }) => {
    const { code, field, message } = await api.refusal('connectSource', { ...input, adapter, settings: '{"n o":1}' });
    expect({ code, field, message }).toMatchObject({ code: 'BAD_REQUEST', field: expect.stringMatching(/^settings/) });
    const needed = (settings.required ?? []) as string[];
    if (needed.length > 0) return;
    await connect({ adapter });
    const values = Object.keys(secrets).map((name) => ({ name, value: 'x' }));
    if (values.length > 0) await api.changed('setSourceSecrets', { id, values }, '{ id }');
  },
);
