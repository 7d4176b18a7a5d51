import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type * as z from 'zod';
import { cloudEventSchema, recordedActivities } from '../../shared/interaction.ts';
import { createRejectionStore } from '../../shared/store/rejections.ts';
import { cloudEvent, ingest, keys, now, structured } from './ingest-harness.ts';

const minutes = 60_000;
const at = (ms: number) => new Date(ms).toISOString();

describe('one refused interaction says why', () => {
  test.each([
    ['an unknown key in data', cloudEvent({}, { colour: 'red' }), 'INVALID', 'data.colour'],
    [
      'an unknown key in actor',
      cloudEvent({}, { actor: { id: 'a', kind: 'bot', shoe: 1 } }),
      'INVALID',
      'data.actor.shoe',
    ],
    ['a missing id', cloudEvent({ id: undefined }), 'INVALID', 'id'],
    ['an id of a wrong type', cloudEvent({ id: 7 }), 'INVALID', 'id'],
    ['a control character in an id', cloudEvent({ id: 'a\nb' }), 'INVALID', 'id'],
    ['half a surrogate pair in an id', cloudEvent({ id: 'a\ud83d' }), 'INVALID', 'id'],
    ['half a surrogate pair in a topic', cloudEvent({}, { topics: ['ok', '\udc00'] }), 'INVALID', 'data.topics[1]'],
    ['another version', cloudEvent({ specversion: '0.3' }), 'INVALID', 'specversion'],
    ['a source with white space', cloudEvent({ source: 'a b' }), 'INVALID', 'source'],
    [
      'a source longer than a key of a table',
      cloudEvent({ source: `https://${'語'.repeat(500)}` }),
      'INVALID',
      'source',
    ],
    ['no data', { ...cloudEvent(), data: undefined }, 'INVALID', 'data'],
    ['data that is a text', { ...cloudEvent(), data: 'hello' }, 'INVALID', 'data'],
    ['no actor', cloudEvent({}, { actor: undefined }), 'INVALID', 'data.actor'],
    ['an unknown kind of actor', cloudEvent({}, { actor: { id: 'a', kind: 'cat' } }), 'INVALID', 'data.actor.kind'],
    ['a sentiment out of range', cloudEvent({}, { sentiment: 2 }), 'INVALID', 'data.sentiment'],
    ['a topic that is no text', cloudEvent({}, { topics: ['ok', 3] }), 'INVALID', 'data.topics[1]'],
    ['a text of more than 100,000 characters', cloudEvent({}, { text: 'x'.repeat(100_001) }), 'INVALID', 'data.text'],
    ['a time without an offset', cloudEvent({ time: '2026-11-20T09:30:00' }), 'INVALID', 'time'],
    ['a time that is a number', cloudEvent({ time: 1_795_000_000 }), 'INVALID', 'time'],
    ['a day that does not exist', cloudEvent({ time: '2026-02-30T09:30:00Z' }), 'INVALID', 'time'],
    ['a year before 1972', cloudEvent({ time: '1971-12-31T23:59:59Z' }), 'INVALID', 'time'],
    ['a year after 2200', cloudEvent({ time: '2201-01-01T00:00:00Z' }), 'INVALID', 'time'],
    ['a type of somebody else', cloudEvent({ type: 'com.github.push' }), 'UNKNOWN_TYPE', 'type'],
    ['an activity that does not exist', cloudEvent({ type: 'polylog.poke.v1' }), 'UNKNOWN_TYPE', 'type'],
    ['a type that is missing', cloudEvent({ type: undefined }), 'INVALID', 'type'],
    [
      'a clock ten minutes and a millisecond ahead',
      cloudEvent({ time: at(now + 10 * minutes + 1) }),
      'CLOCK_AHEAD',
      'time',
    ],
    ['an edit without target', cloudEvent({ type: 'polylog.edit.v1' }), 'TARGET_REQUIRED', 'data.target'],
    ['a retraction without target', cloudEvent({ type: 'polylog.retraction.v1' }), 'TARGET_REQUIRED', 'data.target'],
    ['an unknown channel', cloudEvent({}, { channel: 'fax' }), 'UNKNOWN_CHANNEL', 'data.channel'],
    ['an unknown department', cloudEvent({}, { department: 'moon' }), 'UNKNOWN_DEPARTMENT', 'data.department'],
    [
      'an unknown department of the actor',
      cloudEvent({}, { actor: { id: 'a', kind: 'employee', department: 'moon' } }),
      'UNKNOWN_DEPARTMENT',
      'data.actor.department',
    ],
    [
      'an unknown department of the counterpart',
      cloudEvent({}, { counterpart: { department: 'moon' } }),
      'UNKNOWN_DEPARTMENT',
      'data.counterpart.department',
    ],
  ])('%s', async (_, event, code, path) => {
    const { post, bus } = ingest();
    const { status, body } = await post(event, structured);
    expect(status).toBe(422);
    expect(body).toMatchObject({ accepted: 0, error: { code: 'ALL_REFUSED' }, rejected: [{ index: 0, code, path }] });
    expect(body.rejected[0]?.message).toMatch(/\w/);
    expect(bus.sent).toEqual([]);
  });

  test.each([
    [
      'data.actor.id',
      { actor: { kind: 'bot' } },
      'It is missing: give a text of 1 to 512 characters, no control characters among them.',
    ],
    [
      'data.actor.kind',
      { actor: { id: 'a', kind: 'cat' } },
      'Give one of customer, public, partner, employee, brand, bot.',
    ],
    ['data.actor.manager', { actor: { id: 'a', kind: 'employee', manager: 'yes' } }, 'Give true or false.'],
    ['data.actor', { actor: 'jane' }, 'Give an object with id and kind.'],
    [
      'data.counterpart',
      { counterpart: 'jane' },
      'Give an object with id, kind and department, as far as they are known.',
    ],
    ['data.channel', { channel: undefined }, 'It is missing: give a text of 1 to 40 characters.'],
    [
      'data.channell',
      { channel: undefined, channell: 'facebook' },
      'The field is not known: leave it out, or correct its name. `data.channel` is missing.',
    ],
    ['data.department', { department: '' }, 'Give a text of 1 to 40 characters.'],
    ['data.sentiment', { sentiment: 2 }, 'Give a number from -1 to 1.'],
    ['data.sentiment', { sentiment: 'glad' }, 'Give a number from -1 to 1.'],
    ['data.audience', { audience: 1.5 }, 'Give a whole number from 0 to 1,000,000,000,000.'],
    ['data.sampledRate', { sampledRate: 0 }, 'Give a whole number from 1 to 1,000,000,000.'],
    ['data.worded', { worded: false }, 'Give true, or leave it out.'],
    ['data.language', { language: 'German!' }, 'Give a BCP 47 tag, e.g. en or de-AT.'],
    ['data.text', { text: 'x'.repeat(100_001) }, 'Give a text of at most 100,000 characters.'],
    ['data.topics', { topics: Array(21).fill('x') }, 'Give a list of at most 20 texts.'],
    ['data.topics[1]', { topics: ['ok', 3] }, 'Give a text of 1 to 64 characters.'],
    ['data.sentiment', { sentiment: null }, 'Give a number from -1 to 1.'],
    ['data.target', { target: 'a\nb' }, 'Give a text of 1 to 512 characters, no control characters among them.'],
  ])('%s: %j is told what it may be', async (path, data, message) => {
    const { body } = await ingest().post([cloudEvent({}, data)]);
    expect(body.rejected).toMatchObject([{ code: 'INVALID', path, message }]);
  });

  test.each([
    ['specversion', { specversion: '0.3' }, 'Give the text 1.0.'],
    ['source', { source: 'a b' }, 'Give a URI of at most 512 characters without white space.'],
    ['time', { time: undefined }, /^It is missing: give an RFC 3339 instant with offset, e\.g\. /],
    ['time', { time: 'soon' }, /^Give an RFC 3339 instant with offset, e\.g\. /],
    [
      'type',
      { type: 'polylog.poke.v1' },
      /^Give polylog\.<activity>\.v1, the activity being one of post, .*, retraction\.$/,
    ],
    ['subject', { subject: 7 }, 'Give a text of at most 512 characters.'],
  ])('%s: %j beside data, too', async (path, over, message) => {
    const { body } = await ingest().post([cloudEvent(over)]);
    expect(body.rejected).toMatchObject([{ path, message: expect.stringMatching(message) }]);
  });

  test('no schema of the wire speaks in the words of its library', () => {
    const texts: string[] = [];
    const walk = (schema: z.ZodType) => {
      for (const wrong of [undefined, null, 0.5, 1e99, -1e99, '', 'x'.repeat(200_000), [], ['', 3], {}, true]) {
        texts.push(
          ...(schema.safeParse(wrong).error?.issues ?? [])
            .filter(({ code }) => code !== 'unrecognized_keys')
            .map(({ message }) => message),
        );
      }
      if ('shape' in schema)
        for (const member of Object.values(schema.shape as Record<string, z.ZodType>)) walk(member);
    };
    walk(cloudEventSchema);
    expect(texts.length).toBeGreaterThan(100);
    expect([...new Set(texts)].filter((text) => !/^(a|an|one of|true|the|polylog)\b/.test(text))).toEqual([]);
  });

  test.each([[null], [3], ['text'], [[]], [[[[]]]], [{}]])('an item of a batch that is %j', async (item) => {
    const { body } = await ingest().post([item]);
    expect(body.rejected).toMatchObject([{ index: 0, id: null, code: 'INVALID' }]);
  });

  test('an unknown channel or department names the known ones', async () => {
    const { body } = await ingest().post([cloudEvent({}, { channel: 'fax' }), cloudEvent({}, { department: 'moon' })]);
    expect(body.rejected[0]?.message).toMatch(/facebook, .*irc/);
    expect(body.rejected[1]?.message).toMatch(/marketing, .*management/);
  });

  test('keys that would change a prototype are refused like any other, or ignored beside data', async () => {
    const text = JSON.stringify(cloudEvent());
    const batch = [
      text.replace('"data":{', '"data":{"__proto__":{"polluted":1},'),
      text.replace('"data":{', '"data":{"constructor":{"prototype":{"polluted":1}},'),
      text.replace('"data":{', '"__proto__":{"polluted":1},"data":{'),
    ];
    const { post, published } = ingest();
    const { status, body } = await post(`[${batch.join(',')}]`);
    expect(status).toBe(202);
    expect(body.rejected.map(({ path }) => path)).toEqual(['data.__proto__', 'data.constructor']);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    expect(published()).toHaveLength(1);
  });

  test('nesting a hundred thousand deep refuses or ignores, and never fails', async () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    const text = JSON.stringify(cloudEvent());
    const batch = [text.replace('"data":{', `"data":{"x":${deep},`), text.replace('"data":{', `"x":${deep},"data":{`)];
    const { status, body } = await ingest().post(`[${batch.join(',')}]`);
    expect([status, body.accepted]).toEqual([202, 1]);
    expect(body.rejected).toMatchObject([{ index: 0, code: 'INVALID', path: 'data.x' }]);
  });
});

describe('what is accepted', () => {
  test.each(recordedActivities.map((activity) => [activity]))('%s', async (activity) => {
    const { post, published } = ingest();
    await post([cloudEvent({ type: `polylog.${activity}.v1` }, { target: 'comment:0:create' })]);
    expect(published()).toMatchObject([{ activity }]);
  });

  test.each([
    ['three years late', at(now - 3 * 365 * 24 * 60 * minutes)],
    ['exactly ten minutes ahead', at(now + 10 * minutes)],
    ['the first instant of 1972', '1972-01-01T00:00:00.000Z'],
  ])('a time %s', async (_, time) => {
    const { post, published } = ingest();
    await post([cloudEvent({ time })]);
    expect(published()).toMatchObject([{ time }]);
  });

  test.each([
    ['comment', 'customer', 'inbound'],
    ['comment', 'employee', 'outbound'],
    ['message', 'employee', 'internal'],
    ['edit', 'brand', 'outbound'],
    ['retraction', 'customer', 'inbound'],
  ])('a %s of a %s goes %s when it does not say', async (activity, kind, direction) => {
    const { post, published } = ingest();
    await post([cloudEvent({ type: `polylog.${activity}.v1` }, { target: 't', actor: { id: 'a', kind } })]);
    expect(published()).toMatchObject([{ direction }]);
  });

  test('a text without words, or one that ends in half a character, says as much', async () => {
    const { post, published } = ingest();
    await post([cloudEvent({}, { text: ' \n' }), cloudEvent({ id: 'b' }, { text: 'cut here: \ud83d' })]);
    expect(published().map(({ worded }) => worded)).toEqual([undefined, true]);
  });

  test('the same id twice in a batch, with the same or another body, goes to the aggregate, which decides', async () => {
    const { post, published } = ingest();
    const { body } = await post([cloudEvent(), cloudEvent(), cloudEvent({}, { sentiment: 1 })]);
    expect(body).toEqual({ accepted: 3, rejected: [] });
    const digests = published().map(({ digest }) => digest);
    expect(digests[0]).toBe(digests[1]);
    expect(digests[2]).not.toBe(digests[0]);
  });

  test('the digest is of what was sent: another spelling of the instant is the same, another text or subject is not', async () => {
    const { post, published } = ingest();
    await post([
      cloudEvent({ time: '2026-11-20T09:30:00Z' }, { text: 'one' }),
      cloudEvent({ time: '2026-11-20T11:30:00.000+02:00' }, { text: 'one' }),
      cloudEvent({ extension: 'ignored' }, { text: 'one' }),
      cloudEvent({}, { text: 'two' }),
      cloudEvent({}, { text: 'one', direction: 'inbound' }),
      cloudEvent({ subject: 'c:1' }, { text: 'one' }),
    ]);
    const [one, same, extended, otherText, spelledOut, subjected] = published().map(({ digest }) => digest);
    expect([same, extended]).toEqual([one, one]);
    expect(new Set([one, otherText, spelledOut, subjected]).size).toBe(4);
  });
});

describe('one bad among many', () => {
  test('refuses only itself, and is kept with its payload, sealed', async () => {
    const { post, published, rejectionPuts } = ingest();
    const batch = Array.from({ length: 5 }, (_, n) => cloudEvent({ id: `c:${n}` }));
    const bad = cloudEvent({ id: 'c:2' }, { colour: 'red', text: 'private words' });
    const { status, body } = await post(batch.with(2, bad));
    expect([status, body.accepted]).toEqual([202, 4]);
    expect(body.rejected).toMatchObject([{ index: 2, id: 'c:2', code: 'INVALID', path: 'data.colour' }]);
    expect(published().map(({ id }) => id)).toEqual(['c:0', 'c:1', 'c:3', 'c:4']);
    const puts = rejectionPuts();
    expect(puts).toHaveLength(1);
    const item = puts[0]?.input.Item as { b: { B: Uint8Array } } | undefined;
    expect(Buffer.from(item?.b.B ?? []).toString('latin1')).not.toContain('private');
    const client = { send: async () => ({ Items: [item] }) } as never;
    const store = createRejectionStore({ client, tableName: 'rejections', key: keys.payload, clock: () => now });
    const { edges } = await store.list({ first: 1 });
    expect(edges).toMatchObject([{ node: { index: 2, id: 'c:2', code: 'INVALID', payload: bad } }]);
  });

  test('nothing of a person or a text is answered or logged', async () => {
    const { post, logged } = ingest();
    const bad = cloudEvent(
      { time: 'jane.doe was here' },
      { text: 'private words', language: 'jane.doe', channel: 'jane' },
    );
    const { body } = await post([bad, cloudEvent({}, { channel: 'jane', text: 'private words' })]);
    expect(body.rejected).toHaveLength(2);
    expect(JSON.stringify([body, logged])).not.toMatch(/jane|private/);
    expect(logged).toEqual([
      ['Taken', { trace: expect.any(String), accepted: 0, codes: { INVALID: 1, UNKNOWN_CHANNEL: 1 }, kept: true }],
    ]);
  });
});

describe('whatever is sent', () => {
  const types = [
    'application/cloudevents+json',
    'application/cloudevents-batch+json',
    'application/activity+json',
    'application/json',
  ];
  const ceHeaders = { 'ce-specversion': '1.0', 'ce-id': 'a%', 'ce-type': 'polylog.post.v1' };
  const query = '?source=https://a&channel=x&department=service';

  /** Good messages with one member, at any depth, replaced by any JSON value. */
  const nearlyGood = fc
    .tuple(fc.nat(), fc.jsonValue(), fc.constantFrom('polylog.post.v1', 'polylog.edit.v1'))
    .map(([place, value, type]) => {
      const event = cloudEvent(
        { type, subject: 's', actor: { id: 'a' }, object: { type: 'Note', id: 'n', tag: [], context: 'c' } },
        { target: 't', topics: ['a'], counterpart: { id: 'b' }, text: 'words', sentiment: 0 },
      );
      const places: [Record<string, unknown>, string][] = [];
      const visit = (node: unknown) => {
        for (const [key, member] of Object.entries(node ?? {})) {
          places.push([node as Record<string, unknown>, key]);
          if (typeof member === 'object') visit(member);
        }
      };
      visit(event);
      const [node, key] = places[place % places.length] ?? [event, 'id'];
      node[key] = value;
      return event;
    });
  const activityLike = fc.record({
    type: fc.constantFrom('Create', 'Like', 'Offer', 'Move', 'Update', 'Undo', 'Delete', 'Add', 'OrderedCollection'),
    id: fc.oneof(fc.string(), fc.jsonValue()),
    actor: fc.oneof(fc.constant('https://a/@b'), fc.jsonValue()),
    object: fc.oneof(fc.jsonValue(), fc.record({ type: fc.constantFrom('Note', 'Offer'), id: fc.string() })),
    target: fc.oneof(fc.jsonValue(), fc.record({ type: fc.constant('Group'), name: fc.jsonValue() })),
    orderedItems: fc.jsonValue(),
  });

  test('it is answered 202, 400 or 422, every item once, and never with a failure', async () => {
    const { post } = ingest();
    const body = fc.oneof(fc.jsonValue(), fc.array(fc.jsonValue()), nearlyGood, fc.array(nearlyGood), activityLike);
    await fc.assert(
      fc.asyncProperty(body, fc.constantFrom(...types), async (sent, type) => {
        const answer = await post(sent, { 'content-type': type, ...ceHeaders }, query);
        expect([202, 400, 422]).toContain(answer.status);
        if (answer.status === 400) return;
        const { accepted, rejected } = answer.body;
        if (type.includes('batch')) expect(accepted + rejected.length).toBe((sent as unknown[]).length);
        expect(new Set(rejected.map(({ index }) => index)).size).toBe(rejected.length);
      }),
      { numRuns: 500 },
    );
  });
});
