import { createHmac } from 'node:crypto';
import type { FixtureDelivery, SourceFixture } from '../../../cli/source/fixture.ts';

const envelope = {
  token: 'a-token-that-nobody-reads',
  team_id: 'T1',
  enterprise_id: null,
  api_app_id: 'A1',
  type: 'event_callback',
  event_id: 'Ev1',
  event_time: 1_795_200_000,
  authorizations: [{ enterprise_id: null, team_id: 'T1', user_id: 'U9', is_bot: true, is_enterprise_install: false }],
  is_ext_shared_channel: false,
};
const message = {
  type: 'message',
  client_msg_id: '9cbd4c5b-7ddf-4ede-b479-ad21fca66d63',
  user: 'U2',
  team: 'T1',
  text: 'Guten Morgen <@U3> ☀️ صباح الخير',
  channel: 'C100',
  channel_type: 'channel',
  ts: '1795168800.000200',
  event_ts: '1795168800.000200',
};
/** Another message, some seconds later. */
const second = (seconds: number) => ({ ...message, ts: `179516880${seconds}.000200` });
const file = { id: 'F7', created: 1_795_168_790, user: 'U2', name: 'plan-of-petra.pdf', title: 'Plan of Petra' };

const sent = (
  name: string,
  event: Record<string, unknown>,
  becomes: FixtureDelivery['becomes'],
  around: object = {},
): FixtureDelivery => ({ name, body: { ...envelope, ...around, event }, becomes });

const petra = { id: 'slack:U2', kind: 'employee', department: 'service' } as const;
const id = 'message:C100:1795168800.000200';
const conversation = 'slack:C100:1795168800.000200';
const reaction = `reaction:tada:${id}:o_UK5c2NhhXZ2LUSM9PxHnpe`;
const reacted = {
  type: 'reaction_added',
  user: 'U3',
  reaction: 'tada',
  item: { type: 'message', channel: 'C100', ts: message.ts },
  item_user: 'U2',
  event_ts: '1795168830.000100',
};
const shared = { is_ext_shared_channel: true };
const partner = { ...message, user: 'U77', user_team: 'T7', source_team: 'T7', team: 'T7', channel: 'C500' };

export const fixture: SourceFixture = {
  source: 'https://acme.slack.com',
  channel: 'slack',
  department: 'management',
  settings: { departments: { C100: 'service', U2: 'service', U3: 'product', S9: 'sales' } },
  secrets: { signingSecret: '8f742231b10e8888abcd99yyyzzz85a5' },
  signsTime: true,
  sign({ body, at }, { signingSecret = '' }) {
    const time = String(Math.floor(at.getTime() / 1000));
    const mac = createHmac('sha256', signingSecret)
      .update(`v0:${time}:${body.toString('utf8')}`)
      .digest('hex');
    return { 'x-slack-request-timestamp': time, 'x-slack-signature': `v0=${mac}` };
  },
  handshakes: [
    {
      body: {
        token: 'a-token',
        challenge: '3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P',
        type: 'url_verification',
      },
      answer: { status: 200, body: '3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P' },
    },
  ],
  deliveries: [
    sent('Petra writes to a colleague of another department', message, [
      {
        id,
        activity: 'message',
        time: '2026-11-20T10:00:00.000Z',
        data: {
          actor: petra,
          department: 'service',
          direction: 'internal',
          conversation,
          counterpart: { id: 'slack:U3', department: 'product' },
          text: message.text,
        },
      },
    ]),
    sent(
      'she edits it',
      {
        type: 'message',
        subtype: 'message_changed',
        hidden: true,
        channel: 'C100',
        ts: '1795168900.000300',
        message: {
          ...message,
          text: 'Guten Tag <!subteam^S9|@sales>',
          edited: { user: 'U2', ts: '1795168900.000000' },
        },
        previous_message: message,
      },
      [
        {
          id: `${id}:edit:1795168900.000000`,
          activity: 'edit',
          time: '2026-11-20T10:01:40.000Z',
          data: { target: id, counterpart: { department: 'sales' }, text: 'Guten Tag <!subteam^S9|@sales>' },
        },
      ],
    ),
    sent(
      'Slack unfolds a link in it',
      {
        type: 'message',
        subtype: 'message_changed',
        hidden: true,
        channel: 'C100',
        ts: '1795168801.000300',
        message: { ...message, attachments: [] },
        previous_message: message,
      },
      [],
    ),
    sent(
      'she deletes it',
      {
        type: 'message',
        subtype: 'message_deleted',
        hidden: true,
        channel: 'C100',
        ts: '1795169000.000400',
        deleted_ts: message.ts,
        previous_message: message,
      },
      [{ id: `${id}:delete`, activity: 'retraction', data: { target: id, actor: petra } }],
    ),
    sent(
      'she deletes the first message of a thread',
      {
        type: 'message',
        subtype: 'message_changed',
        channel: 'C100',
        ts: '1795169000.000400',
        message: { subtype: 'tombstone', user: 'USLACKBOT', text: 'This message was deleted.', ts: message.ts },
        previous_message: message,
      },
      [{ id: `${id}:delete`, activity: 'retraction', data: { target: id } }],
    ),
    sent(
      'somebody answers in the thread',
      {
        ...message,
        user: 'U3',
        text: 'Gern!',
        ts: '1795168860.000100',
        thread_ts: message.ts,
        parent_user_id: 'U2',
      },
      [
        {
          id: 'message:C100:1795168860.000100',
          activity: 'message',
          data: {
            actor: { id: 'slack:U3', kind: 'employee', department: 'product' },
            department: 'product',
            conversation,
            inReplyTo: id,
            counterpart: { id: 'slack:U2', department: 'service' },
          },
        },
      ],
    ),
    sent(
      'the answer is also shown in the channel',
      {
        ...message,
        subtype: 'thread_broadcast',
        user: 'U3',
        text: 'Gern!',
        ts: '1795168860.000100',
        thread_ts: message.ts,
        parent_user_id: 'U2',
        root: message,
      },
      [{ id: 'message:C100:1795168860.000100', activity: 'message', data: { conversation } }],
    ),
    sent('somebody without a known department writes', { ...second(1), user: 'U4', text: 'Hello' }, [
      {
        id: 'message:C100:1795168801.000200',
        activity: 'message',
        data: { actor: { id: 'slack:U4', kind: 'employee' }, department: 'service', counterpart: undefined },
      },
    ]),
    sent('she says what she does', { ...second(2), subtype: 'me_message', text: 'waves' }, [
      {
        id: 'message:C100:1795168802.000200',
        activity: 'message',
        data: { actor: petra, counterpart: { department: 'service' } },
      },
    ]),
    sent('a file with words', { ...second(3), subtype: 'file_share', files: [file], upload: true }, [
      { id: 'message:C100:1795168803.000200', activity: 'message', data: { actor: petra } },
      {
        id: 'file:F7',
        activity: 'contribution',
        time: '2026-11-20T09:59:50.000Z',
        data: { actor: petra, object: 'slack:F7', department: 'service' },
      },
    ]),
    sent('a file alone', { ...message, subtype: 'file_share', text: '', files: [file], upload: true }, [
      { id: 'file:F7', activity: 'contribution' },
    ]),
    sent('the file is deleted', { type: 'file_deleted', file_id: 'F7', event_ts: '1795169100.000000' }, [
      { id: 'file:F7:delete', activity: 'retraction', data: { target: 'file:F7' } },
    ]),
    sent(
      'an app writes',
      {
        ...second(4),
        subtype: 'bot_message',
        user: undefined,
        bot_id: 'B5',
        username: 'petra-reminder',
        text: 'The report is due.',
      },
      [
        {
          id: 'message:C100:1795168804.000200',
          activity: 'message',
          data: { actor: { id: 'slack:B5', kind: 'bot' }, direction: 'internal' },
        },
      ],
    ),
    sent(
      'a partner writes in a shared channel',
      partner,
      [
        {
          id: 'message:C500:1795168800.000200',
          activity: 'message',
          data: { actor: { id: 'slack:U77', kind: 'partner' }, direction: 'inbound', counterpart: { id: 'slack:U3' } },
        },
      ],
      shared,
    ),
    sent(
      'she answers the partner',
      { ...partner, user: 'U2', user_team: 'T1', source_team: 'T1', team: 'T1', ts: '1795168805.000200' },
      [{ id: 'message:C500:1795168805.000200', activity: 'message', data: { actor: petra, direction: 'outbound' } }],
      shared,
    ),
    sent('somebody reacts', reacted, [
      {
        id: reaction,
        activity: 'reaction',
        time: '2026-11-20T10:00:30.000Z',
        data: {
          reaction: 'tada',
          object: id,
          direction: 'internal',
          actor: { id: 'slack:U3', kind: 'employee', department: 'product' },
          counterpart: { id: 'slack:U2', department: 'service' },
        },
      },
    ]),
    sent('the reaction is taken back', { ...reacted, type: 'reaction_removed', event_ts: '1795168840.000100' }, [
      { id: `${reaction}:removed`, activity: 'retraction', data: { target: reaction } },
    ]),
    sent('somebody unknown reacts in a shared channel', { ...reacted, user: 'U78' }, [], shared),
    sent(
      'somebody joins',
      { type: 'member_joined_channel', user: 'U3', channel: 'C100', channel_type: 'C', team: 'T1' },
      [],
    ),
    sent('the app is mentioned', { ...message, type: 'app_mention' }, []),
  ],
  stories: [
    { created: 'Petra writes to a colleague of another department', edited: 'she edits it', deleted: 'she deletes it' },
    {
      created: 'Petra writes to a colleague of another department',
      deleted: 'she deletes the first message of a thread',
    },
    { created: 'somebody reacts', deleted: 'the reaction is taken back' },
    { created: 'a file alone', deleted: 'the file is deleted' },
  ],
  personal: ['petra-reminder', 'plan-of-petra', 'Plan of Petra'],
};
