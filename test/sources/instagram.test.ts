import { expect, test } from 'vitest';
import { instagram } from '../../functions/ingest/sources/instagram.ts';
import { eventsOf, partsOf, realPayloads, tableOf } from './facebook/meta.ts';

test('each of the real payloads of Instagram is mapped or of no interest', async () => {
  const payloads = realPayloads('instagram');
  expect(payloads).toHaveLength(7);
  const table = tableOf(payloads, instagram, {});
  await expect(table).toMatchFileSnapshot('instagram/payloads.md');
  expect(table).not.toMatch(/\| (refused|unknown)/);
});

const commented = (from: object): string =>
  JSON.stringify({
    object: 'instagram',
    entry: [
      {
        id: '178414',
        time: 1519399307,
        changes: [{ field: 'comments', value: { id: '1', text: 'Danke!', from, media: { id: '7' } } }],
      },
    ],
  });

test('the account is known by the scoped id that Meta sends of it alone, whatever id it has else', () => {
  const [own] = eventsOf(commented({ id: '9', username: 'acme', self_ig_scoped_id: '5614' }), instagram, {});
  expect(own).toMatchObject({
    type: 'polylog.reply.v1',
    data: { actor: { id: 'instagram:178414', kind: 'brand' } },
  });
  const [others] = eventsOf(commented({ id: '9', username: 'somebody' }), instagram, {});
  expect(others).toMatchObject({ type: 'polylog.comment.v1', data: { actor: { id: 'instagram:9', kind: 'public' } } });
});

test('what the account writes to itself is no enquiry', () => {
  const said = (event: object) =>
    JSON.stringify({
      object: 'instagram',
      entry: [
        {
          id: '178414',
          time: 1743480368963,
          messaging: [{ sender: { id: '178414' }, recipient: { id: '5614' }, timestamp: 1743480368714, ...event }],
        },
      ],
    });
  const events = [
    { is_self: true, postback: { mid: 'm1', title: 'Los' } },
    { message: { mid: 'm2', text: 'Probe', is_echo: true, is_self: true } },
  ];
  for (const event of events) {
    expect(partsOf(said(event), instagram)).toMatchObject([{ kind: 'messaging.self' }]);
    expect(eventsOf(said(event), instagram, {})).toEqual([]);
  }
});

test('a support account is asked by comments of others, each a conversation with its answers', () => {
  const told = (value: object, field = 'comments', settings = { support: true }) => {
    const change = { field, value: { id: '1', text: 'Wann?', media: { id: '7' }, ...value } };
    const entry = [{ id: '178414', time: 1519399307, changes: [change] }];
    const [event] = eventsOf(JSON.stringify({ object: 'instagram', entry }), instagram, settings);
    const { actor, conversation } = event?.data ?? {};
    return [event?.type.split('.')[1], (actor as { kind: string }).kind, conversation];
  };
  const [jane, us] = [{ from: { id: '9' } }, { from: { id: '178414' } }];
  expect(told(jane)).toEqual(['enquiry', 'customer', 'instagram:comment:1']);
  expect(told({ ...us, id: '2', parent_id: '1' })).toEqual(['reply', 'brand', 'instagram:comment:1']);
  expect(told({ ...jane, id: '3', parent_id: '1' })).toEqual(['comment', 'public', 'instagram:comment:1']);
  expect(told({ ...us, id: '4' })).toEqual(['reply', 'brand', 'instagram:7']);
  expect(told(jane, 'live_comments')).toEqual(['comment', 'public', 'instagram:7']);
  expect(told(jane, 'comments', { support: false })).toEqual(['comment', 'public', 'instagram:7']);
});
