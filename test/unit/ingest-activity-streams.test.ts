import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { cloudEvent, ingest } from './ingest-harness.ts';

const activityJson = { 'content-type': 'application/activity+json' };
const source = 'https://m.example/@acme';
const mastodon = `?source=${source}&channel=mastodon&department=service`;
const wiki = `?source=${source}&channel=wiki&department=product`;

const fixture = (name: string) =>
  readFileSync(new URL(`../fixtures/activitystreams/${name}.json`, import.meta.url), 'utf8');

type Json = Record<string, unknown>;
const actor = { type: 'Person', id: 'https://m.example/@sally', name: 'Sally' };
const note = (over: Json = {}): Json => ({
  type: 'Note',
  id: 'https://m.example/n/1',
  content: '<p>Hello</p>',
  ...over,
});
const activity = (type: string, object: unknown, over: Json = {}): Json => ({
  '@context': 'https://www.w3.org/ns/activitystreams',
  id: 'https://m.example/a/1',
  published: '2026-11-19T08:00:00Z',
  type,
  actor,
  object,
  ...over,
});
const idea = { type: 'Offer', id: 'https://m.example/o/1', object: { type: 'Note', id: 'https://m.example/i/1' } };
const mention = [{ type: 'Hashtag' }, { type: 'Mention', href: source }];

describe('what an activity becomes', () => {
  test.each<[string, Json, string, Json]>([
    ['Create Note', activity('Create', note()), 'post', { id: 'https://m.example/n/1', worded: true }],
    ['Create Video', activity('Create', note({ type: 'Video', content: undefined })), 'post', {}],
    [
      'Create Note + inReplyTo',
      activity('Create', note({ inReplyTo: 'https://n/0' })),
      'comment',
      { inReplyTo: 'https://n/0' },
    ],
    ['Create Note + tag Mention', activity('Create', note({ tag: mention, context: 'c:1' })), 'mention', {}],
    ['Create Note, context', activity('Create', note({ context: 'c:1' })), 'enquiry', { conversation: 'c:1' }],
    [
      'our Create Note + inReplyTo',
      activity('Create', note({ inReplyTo: ['https://n/0'] }), { actor: source }),
      'reply',
      { direction: 'outbound', actor: { kind: 'brand' } },
    ],
    ['our Create Note', activity('Create', note(), { actor: { id: source } }), 'post', { direction: 'outbound' }],
    [
      'a bot’s Create Note',
      activity('Create', note(), { actor: { ...actor, type: 'Service' } }),
      'post',
      { actor: { kind: 'bot' } },
    ],
    ['Create in two languages', activity('Create', note({ contentMap: { de: 'Hallo' } })), 'post', { language: 'de' }],
    ['Like', activity('Like', 'https://n/0'), 'reaction', { reaction: 'like', object: 'https://n/0' }],
    ['Dislike', activity('Dislike', 'https://n/0'), 'reaction', { reaction: 'dislike' }],
    ['EmojiReact', activity('litepub:EmojiReact', 'https://n/0', { content: '🎉' }), 'reaction', { reaction: '🎉' }],
    ['Announce', activity('Announce', 'https://n/0'), 'share', { object: 'https://n/0' }],
    ['View', activity('View', 'https://n/0'), 'view', {}],
    ['Read', activity('Read', 'https://n/0'), 'view', {}],
    ['Listen', activity('Listen', 'https://n/0'), 'view', {}],
    ['Offer', activity('Offer', note()), 'idea', { idea: 'https://m.example/n/1', worded: true }],
    ['Like of an Offer', activity('Like', idea), 'vote', { idea: 'https://m.example/i/1' }],
    ['TentativeAccept of an Offer', activity('TentativeAccept', idea), 'stage', { stage: 'reviewed' }],
    ['Accept of an Offer', activity('Accept', idea), 'stage', { stage: 'accepted', idea: 'https://m.example/i/1' }],
    ['Reject of an Offer', activity('Reject', idea), 'stage', { stage: 'declined' }],
    ['Announce of an Offer', activity('Announce', idea), 'stage', { stage: 'told' }],
    [
      'Offer to a department’s Group',
      activity('Offer', 'c:1', { target: { type: 'Group', name: 'Sales' } }),
      'handover',
      { conversation: 'c:1', counterpart: { department: 'sales' } },
    ],
    [
      'Move to a department’s Group',
      activity('Move', 'c:1', { target: { type: 'Group', id: 'https://g/sales' } }),
      'handover',
      {},
    ],
    ['Update', activity('Update', note()), 'edit', { id: 'https://m.example/a/1', target: 'https://m.example/n/1' }],
    ['Delete', activity('Delete', { type: 'Tombstone', id: 'https://n/0' }), 'retraction', { target: 'https://n/0' }],
    ['Undo of a Like', activity('Undo', { type: 'Like', id: 'https://a/0' }), 'retraction', { target: 'https://a/0' }],
    [
      'Undo of a Create',
      activity('Undo', { type: 'Create', id: 'https://a/0', object: note() }),
      'retraction',
      { target: 'https://m.example/n/1' },
    ],
  ])('%s', async (_, sent, expected, details) => {
    const { post, published } = ingest();
    expect((await post(sent, activityJson, mastodon)).body).toEqual({ accepted: 1, rejected: [] });
    const common = { source, channel: 'mastodon', department: 'service', time: '2026-11-19T08:00:00.000Z' };
    expect(published()).toMatchObject([{ ...common, activity: expected, ...details }]);
  });

  test.each<[string, Json, string]>([
    ['Create Note to a Group', activity('Create', note({ audience: { type: 'Group' } })), 'message'],
    ['Create Page', activity('Create', note({ type: 'Page' })), 'contribution'],
    ['Update Article', activity('Update', note({ type: 'Article' })), 'contribution'],
    ['Add Document', activity('Add', { type: 'Document', id: 'https://d/1' }), 'contribution'],
  ])('%s on an internal channel', async (_, sent, expected) => {
    const { post, published } = ingest();
    await post(sent, activityJson, wiki);
    expect(published()).toMatchObject([{ activity: expected, actor: { kind: 'employee' }, direction: 'internal' }]);
  });

  test('a person who is followed stands on the bus by a pseudonym only', async () => {
    const { post, published } = ingest();
    await post(activity('Follow', 'https://m.example/@joe'), activityJson, mastodon);
    const [follow] = published();
    expect(follow).toMatchObject({ activity: 'follow', counterpart: { id: expect.stringMatching(/^p_/) } });
    expect(JSON.stringify(follow)).not.toMatch(/@joe|@sally/);
  });

  test('Delete and Update find what Create made', async () => {
    const { post, published } = ingest();
    const at = (n: number) => ({ id: `https://m.example/a/${n}` });
    const orderedItems = [
      activity('Create', note(), at(1)),
      activity('Update', note(), at(2)),
      activity('Delete', 'https://m.example/n/1', at(3)),
    ];
    await post({ type: 'OrderedCollection', orderedItems }, activityJson, mastodon);
    const [created, ...amendments] = published();
    expect(amendments.map(({ target }) => target)).toEqual([created?.id, created?.id]);
  });
});

describe('what has no equivalent', () => {
  test.each<[string, Json]>([
    ['Arrive', activity('Arrive', 'https://p/1')],
    ['Accept of a Follow', activity('Accept', { type: 'Follow', id: 'https://f/1' })],
    ['Update of a profile', activity('Update', actor)],
    ['Delete of an account', activity('Delete', actor.id)],
    ['Create Relationship', activity('Create', { type: 'Relationship', id: 'r' })],
    ['Offer of a friendship', activity('Offer', { type: 'Relationship', id: 'r' })],
    ['Move to a list', activity('Move', 'https://n/0', { target: { type: 'Collection' } })],
    ['Add outside of an internal channel', activity('Add', { type: 'Document', id: 'https://d/1' })],
    ['an object that is no activity', note()],
  ])('%s is refused with NOT_SUPPORTED', async (_, sent) => {
    const { post } = ingest();
    const object: Json = { ...sent, actor };
    expect(await post(object, activityJson, mastodon)).toMatchObject({
      status: 422,
      body: { rejected: [{ id: object.id, code: 'NOT_SUPPORTED', path: 'type' }] },
    });
  });

  test.each<[string, Json, string, string]>([
    ['no id', activity('Like', 'https://n/0', { id: undefined }), 'INVALID', 'id'],
    ['no actor', activity('Like', 'https://n/0', { actor: { name: 'Sally' } }), 'INVALID', 'actor.id'],
    ['no time', activity('Like', 'https://n/0', { published: undefined }), 'INVALID', 'published'],
    [
      'a time without offset',
      activity('Like', 'https://n/0', { published: '2026-01-01T00:00:00' }),
      'INVALID',
      'published',
    ],
    [
      'a clock ahead',
      activity('Like', 'https://n/0', { published: '2027-01-01T00:00:00Z' }),
      'CLOCK_AHEAD',
      'published',
    ],
    ['a Create of a link', activity('Create', 'https://n/0'), 'INVALID', 'object'],
    ['an Undo of something without id', activity('Undo', { type: 'Like' }), 'TARGET_REQUIRED', 'object.id'],
    [
      'a Group that is no department',
      activity('Offer', 'c', { target: { type: 'Group' } }),
      'UNKNOWN_DEPARTMENT',
      'target',
    ],
  ])('%s is refused by the name the sender knows', async (_, sent, code, path) => {
    const { body } = await ingest().post(sent, activityJson, mastodon);
    expect(body.rejected).toMatchObject([{ code, path }]);
  });

  test('words that are objects in disguise are no words', async () => {
    const strange = { toString: 1, valueOf: [] };
    const orderedItems = [
      activity('EmojiReact', 'https://n/0', { content: strange }),
      activity('Offer', 'c:1', { target: { type: 'Group', name: strange } }),
      activity('Create', note({ content: strange, contentMap: { de: strange }, tag: [[strange]] })),
      activity('toString', idea),
    ];
    const { status, body } = await ingest().post({ type: 'Collection', items: orderedItems }, activityJson, mastodon);
    expect([status, body.accepted]).toEqual([202, 2]);
    expect(body.rejected.map(({ index, code }) => [index, code])).toEqual([
      [1, 'UNKNOWN_DEPARTMENT'],
      [3, 'NOT_SUPPORTED'],
    ]);
  });

  test('one of a collection refuses only itself, with the whole activity kept', async () => {
    const { post, published, rejectionPuts } = ingest();
    const orderedItems = [activity('Like', 'https://n/0'), activity('Travel', 'x'), 42, null, ['a']];
    const { status, body } = await post({ type: 'OrderedCollection', orderedItems }, activityJson, mastodon);
    expect([status, body.accepted]).toEqual([202, 1]);
    expect(body.rejected.map(({ index, code }) => [index, code])).toEqual([
      [1, 'NOT_SUPPORTED'],
      [2, 'INVALID'],
      [3, 'INVALID'],
      [4, 'INVALID'],
    ]);
    expect(published()).toHaveLength(1);
    expect(rejectionPuts()).toMatchObject([{ input: { Item: { sources: { SS: [source] } } } }]);
  });
});

describe('documents of the W3C', () => {
  test.each([
    ['core-ex19-jsonld', 202, []],
    [
      'core-ex22-jsonld',
      422,
      [
        ['INVALID', 'object'],
        ['INVALID', 'id'],
      ],
    ],
    ['simple0023', 422, [['TARGET_REQUIRED', 'object.id']]],
    ['vocabulary-ex170-jsonld', 422, [['INVALID', 'id']]],
    ['number-as-actor', 422, [['INVALID', 'actor.id']]],
    ['number-as-type', 422, [['NOT_SUPPORTED', 'type']]],
  ])('%s', async (name, status, verdicts) => {
    const answer = await ingest().post(fixture(name), activityJson, mastodon);
    expect(answer.status).toBe(status);
    expect(answer.body.rejected.map(({ code, path }) => [code, path])).toEqual(verdicts);
  });
});

describe('the source of a body', () => {
  const like = activity('Like', 'https://n/0');

  test('the local key has to name it', async () => {
    for (const query of ['', '?source=', '?source=a%20b']) {
      const answer = await ingest().post(like, activityJson, query);
      expect(answer).toMatchObject({ status: 422, body: { error: { code: 'SOURCE_REQUIRED' } } });
    }
  });

  test('one that is not registered has no channel and department yet', async () => {
    const answer = await ingest().post(like, activityJson, `?source=${source}`);
    expect(answer).toMatchObject({ status: 422, body: { error: { code: 'SOURCE_INCOMPLETE' } } });
  });

  const registry = (call: { name: string; input: Record<string, unknown> }) => {
    const pk = (call.input.Key as { pk: { S: string } } | undefined)?.pk.S;
    if (call.name !== 'GetItemCommand') return {};
    if (pk === 'KEY') return { Item: { source: { S: source }, createdAt: { S: '2026-01-01' } } };
    return pk === 'SOURCE'
      ? { Item: { sk: { S: source }, channel: { S: 'forum' }, department: { S: 'product' } } }
      : {};
  };

  test('channel and department come from the registered source', async () => {
    const { post, published } = ingest({ onDynamo: registry });
    const type = { 'content-type': 'application/ld+json; profile="https://www.w3.org/ns/activitystreams"' };
    await post(like, type, `?source=${source}`);
    await post(like, { ...activityJson, authorization: 'Bearer k1' });
    expect(published()).toMatchObject([
      { source, channel: 'forum', department: 'product' },
      { source, channel: 'forum', department: 'product' },
    ]);
  });

  test('a key’s own source cannot be talked out of its name and place', async () => {
    const { post, published } = ingest({ onDynamo: registry });
    const query = '?source=https://other&channel=phone&department=hr';
    await post(like, { ...activityJson, authorization: 'Bearer k1' }, query);
    expect(published()).toMatchObject([{ source, channel: 'forum', department: 'product' }]);
  });

  test('CloudEvents do not need it', async () => {
    expect((await ingest().post([cloudEvent()])).status).toBe(202);
  });
});
