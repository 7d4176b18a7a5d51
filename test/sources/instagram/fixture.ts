import type { FixtureDelivery, SourceFixture } from '../../../cli/source/fixture.ts';
import { metaFixture } from '../facebook/meta.ts';
import { opaque } from '../opaque.ts';

const account = '17841400000000001';
const noticed = Date.parse('2026-11-20T10:00:05Z') / 1000;
const noticedAt = '2026-11-20T10:00:05.000Z';
const media = { id: '17900000000000002', media_product_type: 'FEED' };
const talk = `instagram:${media.id}`;

type Becomes = FixtureDelivery['becomes'];

const changed = (name: string, field: string, value: unknown, becomes: Becomes): FixtureDelivery => ({
  name,
  body: { object: 'instagram', entry: [{ id: account, time: noticed, changes: [{ field, value }] }] },
  becomes,
});

const said = Date.parse('2026-11-20T11:00:00.123Z');
const igsid = '5600000000000007';
const customer = { id: `instagram:${igsid}`, kind: 'customer' } as const;
const conversation = `instagram:${opaque(`${account}:${igsid}`)}`;
const first = `message:${opaque('aWdfFirst')}`;
const second = `message:${opaque('aWdfSecond')}`;
const reaction = `reaction:${opaque('aWdfSecond')}:${opaque(igsid)}`;

const event = (told: object, way: 'in' | 'out' = 'in') => {
  const [sender, recipient] = way === 'in' ? [igsid, account] : [account, igsid];
  return { sender: { id: sender }, recipient: { id: recipient }, timestamp: said, ...told };
};
const inTalk = (name: string, told: object, becomes: Becomes, way: 'in' | 'out' = 'in'): FixtureDelivery => ({
  name,
  body: { object: 'instagram', entry: [{ id: account, time: said + 400, messaging: [event(told, way)] }] },
  becomes,
});

export const fixture: SourceFixture = {
  ...metaFixture,
  source: 'https://instagram.com/acme',
  channel: 'instagram',
  department: 'marketing',
  settings: { botApps: ['77'] },
  deliveries: [
    changed(
      'somebody comments',
      'comments',
      { id: '18000000000000003', text: 'Wie schön! 😍 جميل', from: { id: '1001', username: 'jane.fan' }, media },
      [
        {
          id: 'comment:18000000000000003',
          activity: 'comment',
          time: noticedAt,
          data: {
            actor: { id: 'instagram:1001', kind: 'public' },
            conversation: talk,
            inReplyTo: `media:${media.id}`,
            text: 'Wie schön! 😍 جميل',
          },
        },
      ],
    ),
    changed(
      'the account answers',
      'comments',
      {
        id: '18000000000000004',
        text: 'Danke!',
        from: { id: account, username: 'acme' },
        media,
        parent_id: '18000000000000003',
      },
      [
        {
          id: 'comment:18000000000000004',
          activity: 'reply',
          data: {
            actor: { id: `instagram:${account}`, kind: 'brand' },
            conversation: talk,
            inReplyTo: 'comment:18000000000000003',
          },
        },
      ],
    ),
    changed('somebody comments, as versions before 2021 say it', 'comments', { id: '18000000000000005', text: 'Hm.' }, [
      {
        id: 'comment:18000000000000005',
        activity: 'comment',
        data: { actor: { id: 'instagram:unknown', kind: 'public' } },
      },
    ]),
    changed(
      'somebody comments a live video',
      'live_comments',
      { id: '18000000000000006', text: 'Hallo!', from: { id: '1001', username: 'jane.fan' }, media },
      [{ id: 'comment:18000000000000006', activity: 'comment', data: { conversation: talk } }],
    ),
    changed('somebody names the account in a caption', 'mentions', { media_id: '17900000000000009' }, [
      {
        id: 'mention:media:17900000000000009',
        activity: 'mention',
        time: noticedAt,
        data: { actor: { id: 'instagram:unknown', kind: 'public' }, conversation: 'instagram:17900000000000009' },
      },
    ]),
    changed('a story ends', 'story_insights', { media_id: '17900000000000002', reach: 44 }, []),
    inTalk('a customer writes', { message: { mid: 'aWdfFirst', text: 'Habt ihr das in Blau? 💙 أزرق' } }, [
      { id: first, activity: 'enquiry', time: '2026-11-20T11:00:00.123Z', data: { actor: customer, conversation } },
    ]),
    inTalk('the customer corrects it', { message_edit: { mid: 'aWdfFirst', text: 'In Rot?', num_edit: 2 } }, [
      { id: `${first}:edit:2`, activity: 'edit', data: { target: first, text: 'In Rot?' } },
    ]),
    inTalk('the customer takes it back', { message: { mid: 'aWdfFirst', is_deleted: true } }, [
      { id: `${first}:delete`, activity: 'retraction', data: { target: first, actor: customer } },
    ]),
    inTalk(
      'the account writes back',
      { message: { mid: 'aWdfSecond', text: 'Ja!', is_echo: true } },
      [
        {
          id: second,
          activity: 'reply',
          data: { actor: { id: `instagram:${account}`, kind: 'brand' }, counterpart: customer, conversation },
        },
      ],
      'out',
    ),
    {
      name: 'a customer writes, told as a change',
      body: {
        object: 'instagram',
        entry: [
          {
            id: account,
            time: noticed,
            changes: [{ field: 'messages', value: event({ message: { mid: 'aWdfFourth', text: 'Hallo?' } }) }],
          },
        ],
      },
      becomes: [{ id: `message:${opaque('aWdfFourth')}`, activity: 'enquiry', data: { conversation } }],
    },
    inTalk(
      'somebody tags the account in a story',
      {
        message: {
          mid: 'aWdfThird',
          attachments: [{ type: 'story_mention', payload: { url: 'https://cdn.example/1' } }],
        },
      },
      [{ id: `message:${opaque('aWdfThird')}`, activity: 'mention', data: { actor: customer, conversation } }],
    ),
    inTalk(
      'a customer picks a question',
      { postback: { mid: 'aWdfFifth', title: 'Öffnungszeiten?', payload: 'HOURS' } },
      [{ id: `message:${opaque('aWdfFifth')}`, activity: 'enquiry', data: { text: 'Öffnungszeiten?' } }],
    ),
    inTalk('a customer reacts', { reaction: { mid: 'aWdfSecond', action: 'react', reaction: 'love', emoji: '❤️' } }, [
      { id: reaction, activity: 'reaction', data: { object: second, reaction: 'love' } },
    ]),
    inTalk('the customer takes the reaction back', { reaction: { mid: 'aWdfSecond', action: 'unreact' } }, [
      { id: `${reaction}:delete`, activity: 'retraction', data: { target: reaction } },
    ]),
    inTalk('the customer has seen it', { read: { mid: 'aWdfSecond' } }, []),
  ],
  stories: [
    { created: 'a customer writes', edited: 'the customer corrects it', deleted: 'the customer takes it back' },
    { created: 'a customer reacts', deleted: 'the customer takes the reaction back' },
  ],
  personal: ['jane.fan', igsid, 'instagram:1001'],
};
