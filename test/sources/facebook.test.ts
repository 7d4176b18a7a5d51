import { describe, expect, test } from 'vitest';
import { facebook } from '../../functions/ingest/sources/facebook.ts';
import { contextFor, eventsOf, partsOf, realPayloads, tableOf } from './facebook/meta.ts';
import { whatBecomes } from './what-becomes.ts';

const payloads = realPayloads('webhooks');
const named = (name: string): string => payloads.find(({ file }) => file.endsWith(`/${name}.json`))?.body ?? '';
const becomes = (body: string) => {
  const [event] = eventsOf(body, facebook, {});
  if (event === undefined) throw new Error('It becomes nothing.');
  return event;
};

test('each of the real payloads of pages and Messenger is mapped or of no interest; one of them nobody knows', async () => {
  expect(payloads).toHaveLength(140);
  const table = tableOf(payloads, facebook, {});
  await expect(table).toMatchFileSnapshot('facebook/payloads.md');
  expect(table.split('\n').filter((row) => /\| (refused|unknown)/.test(row))).toEqual([
    '| unknown-change-value.json | foo.bar.remove | unknown |',
  ]);
});

test('no name, no id of a person and no id of a message of the real payloads is left beside the people', () => {
  const all = payloads.map(({ body }) => body).join();
  const names = all.match(/(?<="(?:name|sender_name|reviewer_name)":\s*")[^"]{4,}/g) ?? [];
  const writers = all.match(/(?<="sender":\s*\{\s*"id":\s*"?)\d{6,}/g) ?? [];
  const messages = all.match(/(?<="mid":\s*")[^"]{12,}/g) ?? [];
  const personal = new Set([...names, ...writers, ...messages]);
  expect(personal.size).toBe(37);
  const published = payloads
    .flatMap(({ body }) => eventsOf(body, facebook, {}))
    .map(({ data: { actor: _actor, counterpart: _counterpart, text: _text, ...data }, ...event }) => ({
      ...event,
      data,
    }));
  expect(published).toHaveLength(97);
  const words = JSON.stringify(published);
  expect([...personal].filter((one) => words.includes(one))).toEqual([]);
});

test('the same post, comment or like is the same thing in every version of the API', () => {
  expect(becomes(named('feed-comment-add-25'))).toEqual(becomes(named('feed-comment-add-211')));
  const like = named('feed-like-add-25');
  const reaction = like
    .replace('"item": "like"', '"item": "reaction", "reaction_type": "like"')
    .replace(/"sender_id": (\d+)/, '"from": {"id": "$1"}');
  expect(reaction).not.toBe(like);
  expect(becomes(reaction)).toEqual(becomes(like));
});

test('a post that is no longer there and the reaction that is taken back are those that came before', () => {
  const added = becomes(named('feed-post-add-25'));
  expect(becomes(named('feed-post-edit')).data.target).toBe(added.id);
  expect(becomes(named('feed-reaction-remove')).data.target).toBe(becomes(named('feed-reaction-add')).id);
  expect(becomes(named('ratings-rating-remove-25')).data.target).toBe(becomes(named('ratings-rating-add-25')).id);
});

test('what is said below a review is in the conversation of the review', () => {
  const { conversation } = becomes(named('ratings-rating-add-25')).data;
  expect(becomes(named('ratings-comment-add-25')).data.conversation).toBe(conversation);
});

test('a customer and the answer meet in one conversation, also where sender and recipient are mixed up', () => {
  const asked = becomes(named('messaging-message-basic'));
  const echo = becomes(named('messaging-message-basic-echo'));
  expect(echo.data.conversation).toBe(asked.data.conversation);
  expect(echo).toMatchObject({ type: 'polylog.reply.v1', data: { actor: { kind: 'brand' } } });
  const [byBot] = eventsOf(named('messaging-message-basic-echo'), facebook, { botApps: ['1517776481860111'] });
  expect(byBot?.data.actor).toEqual({ id: 'facebook:app:1517776481860111', kind: 'bot' });
});

test.each([
  ['feed-comment-add-211', 'change.value.from', /"from": \{[^}]*\},?/],
  ['feed-reaction-add', 'change.value.post_id', /"(post|parent)_id": "\w+",/g],
  ['messaging-message-basic', 'messaging.message.mid', /"mid": "[^"]*",/],
])('%s without %s is refused there', (name, path, without) => {
  const body = named(name).replace(without, '');
  const [part] = partsOf(body, facebook);
  if (part === undefined) throw new Error('It has no part.');
  expect(whatBecomes(part, facebook, contextFor('facebook', {}))).toBe(`refused: CHANGED_SHAPE at payload.${path}`);
});

describe('a page that supports', () => {
  const [page, jane] = ['104', '2001'];
  const told = (value: object, settings = { support: true }) => {
    const change = { field: 'feed', value: { post_id: `${page}_7`, created_time: 1, verb: 'add', ...value } };
    const [event] = eventsOf(
      JSON.stringify({ object: 'page', entry: [{ id: page, time: 2, changes: [change] }] }),
      facebook,
      settings,
    );
    const { actor, conversation } = event?.data ?? {};
    return [event?.type.split('.')[1], (actor as { kind: string }).kind, conversation];
  };
  const comment = (from: string, id: string, parent_id = `${page}_7`) => ({
    item: 'comment',
    from: { id: from },
    comment_id: id,
    parent_id,
    message: 'Wann?',
  });
  const ofPost = `facebook:${page}_7`;

  test('is asked by what others publish on it, and answers below it', () => {
    const published = { item: 'photo', from: { id: jane }, message: 'Kaputt!' };
    expect(told(published)).toEqual(['enquiry', 'customer', ofPost]);
    expect(told(published, { support: false })).toEqual(['post', 'public', ofPost]);
    expect(told({ ...published, from: { id: page } })).toEqual(['post', 'brand', ofPost]);
    expect(told({ ...published, item: 'share' })).toEqual(['share', 'public', ofPost]);
    expect(told(comment(page, '8_1'))).toEqual(['reply', 'brand', ofPost]);
  });

  test('is asked by comments of others, each a conversation with its answers', () => {
    expect(told(comment(jane, '8_1'))).toEqual(['enquiry', 'customer', 'facebook:comment:8_1']);
    expect(told(comment(page, '8_2', '8_1'))).toEqual(['reply', 'brand', 'facebook:comment:8_1']);
    expect(told(comment(jane, '8_3', '8_1'))).toEqual(['comment', 'public', 'facebook:comment:8_1']);
    expect(told({ ...comment(jane, '8_1'), verb: 'edited' })).toEqual(['edit', 'customer', 'facebook:comment:8_1']);
    expect(told(comment(jane, '8_1'), { support: false })).toEqual(['comment', 'public', ofPost]);
  });
});
