import { createHmac } from 'node:crypto';
import type { FixtureDelivery, SourceFixture } from '../../../cli/source/fixture.ts';

const contact = {
  id: 14,
  name: 'little-haze-776',
  email: 'alice@mail.example',
  phone_number: '+4930901820',
  type: 'contact',
};
const agent = { id: 1, name: 'Caring Carol', email: 'carol@acme.example', type: 'user' };
const conversation = {
  additional_attributes: {},
  can_reply: true,
  channel: 'Channel::WebWidget',
  contact_inbox: { id: 12, contact_id: 14, inbox_id: 3, source_id: '405f1d30-1af3-4fa0-8ffd-11ea3f86101e' },
  id: 10,
  inbox_id: 3,
  meta: { sender: contact, assignee: agent, assignee_type: 'User', team: null, hmac_verified: false },
  status: 'open',
  created_at: 1_795_168_798,
  timestamp: 1_795_168_800,
  updated_at: 1_795_168_800.25,
};
const message = {
  event: 'message_created',
  id: 118,
  content: 'Hallo 👋 مرحبا',
  content_attributes: {},
  content_type: 'text',
  created_at: '2026-11-20T10:00:00.000Z',
  message_type: 'incoming',
  private: false,
  sender: contact,
  source_id: null,
  inbox: { id: 3, name: 'Acme Support' },
  conversation,
  account: { id: 1, name: 'Acme' },
};
const answer = { ...message, id: 119, message_type: 'outgoing', sender: agent, created_at: '2026-11-20T10:30:00.000Z' };

const said = (name: string, body: object, becomes: FixtureDelivery['becomes']): FixtureDelivery => ({
  name,
  body,
  headers: { 'x-chatwoot-delivery': '5b1d8b2e-0000-4000-8000-000000000001' },
  becomes,
});
const changed = (name: string, event: string, of: object, becomes: FixtureDelivery['becomes']) =>
  said(name, { ...conversation, updated_at: 1_795_172_400.5, event, ...of }, becomes);

const thread = 'chatwoot:chat.acme.example/app/accounts/1:10';
const carol = { id: 'chatwoot:chat.acme.example:user:1', kind: 'employee' } as const;
const status = (previous_value: string, current_value: string) => [{ status: { previous_value, current_value } }];

export const fixture: SourceFixture = {
  source: 'https://chat.acme.example/app/accounts/1',
  channel: 'crm',
  department: 'service',
  settings: { channels: { 4: 'store' }, departments: { 7: 'sales' } },
  secrets: { secret: 'a-secret-of-the-webhook' },
  signsTime: true,
  sign({ body, at }, { secret = '' }) {
    const time = String(Math.floor(at.getTime() / 1000));
    const mac = createHmac('sha256', secret)
      .update(`${time}.${body.toString('utf8')}`)
      .digest('hex');
    return { 'x-chatwoot-timestamp': time, 'x-chatwoot-signature': `sha256=${mac}` };
  },
  deliveries: [
    said('a customer asks', message, [
      {
        id: 'message:118',
        activity: 'enquiry',
        time: '2026-11-20T10:00:00.000Z',
        data: {
          actor: { id: 'chatwoot:chat.acme.example:contact:14', kind: 'customer' },
          conversation: thread,
          channel: 'form',
          department: 'service',
          text: 'Hallo 👋 مرحبا',
        },
      },
    ]),
    said('the customer adds', { ...message, id: 120, created_at: '2026-11-20T10:05:00.000Z' }, [
      { id: 'message:120', activity: 'comment' },
    ]),
    said(
      'a customer asks by an inbox of our own',
      {
        ...message,
        id: 121,
        conversation: {
          ...conversation,
          inbox_id: 4,
          channel: 'Channel::Api',
          meta: { team: { id: 7, name: 'Sales' } },
        },
      },
      [{ id: 'message:121', activity: 'enquiry', data: { channel: 'store', department: 'sales' } }],
    ),
    said(
      'a customer asks by a way that is not known',
      {
        ...message,
        id: 122,
        conversation: { ...conversation, channel: 'Channel::Telegram' },
      },
      [{ id: 'message:122', activity: 'enquiry', data: { channel: 'crm' } }],
    ),
    said('an agent answers', answer, [
      { id: 'message:119', activity: 'reply', data: { actor: carol, conversation: thread } },
    ]),
    said('an agent notes', { ...answer, id: 123, private: true }, [
      { id: 'message:123', activity: 'message', data: { actor: carol } },
    ]),
    said('a bot answers', { ...answer, id: 124, sender: { id: 2, name: 'Helper', type: 'agent_bot' } }, [
      {
        id: 'message:124',
        activity: 'reply',
        data: { actor: { id: 'chatwoot:chat.acme.example:agent_bot:2', kind: 'bot' } },
      },
    ]),
    said('Chatwoot greets', { ...answer, id: 125, message_type: 'template', sender: null }, [
      {
        id: 'message:125',
        activity: 'reply',
        data: { actor: { id: 'chatwoot:chat.acme.example:system:0', kind: 'bot' } },
      },
    ]),
    said('Chatwoot notes', { ...answer, message_type: 'activity', sender: null }, []),
    said('the message is deleted', { ...message, event: 'message_updated', content_attributes: { deleted: true } }, [
      { id: 'message:118:delete', activity: 'retraction', data: { target: 'message:118' } },
    ]),
    said('the message is read', { ...message, event: 'message_updated' }, []),
    changed(
      'the conversation is resolved',
      'conversation_status_changed',
      {
        status: 'resolved',
        changed_attributes: status('open', 'resolved'),
      },
      [
        {
          id: 'conversation:10:closed:1795172400.5',
          activity: 'resolution',
          time: '2026-11-20T11:00:00.500Z',
          data: { stage: 'closed', actor: carol, conversation: thread },
        },
      ],
    ),
    changed(
      'the conversation opens again',
      'conversation_status_changed',
      {
        changed_attributes: status('resolved', 'open'),
        meta: { assignee: null, team: null },
      },
      [
        {
          id: 'conversation:10:reopened:1795172400.5',
          activity: 'resolution',
          data: { stage: 'reopened', actor: { id: 'chatwoot:chat.acme.example/app/accounts/1', kind: 'bot' } },
        },
      ],
    ),
    changed(
      'a bot hands over to agents',
      'conversation_status_changed',
      { changed_attributes: status('pending', 'open') },
      [],
    ),
    changed(
      'another team takes over',
      'conversation_updated',
      {
        changed_attributes: [{ team_id: { previous_value: null, current_value: 7 } }],
        meta: { ...conversation.meta, team: { id: 7, name: 'Sales' } },
      },
      [
        {
          id: 'conversation:10:handover:sales:1795172400.5',
          activity: 'handover',
          data: { department: 'service', counterpart: { department: 'sales' }, actor: carol },
        },
      ],
    ),
    changed(
      'a label is set',
      'conversation_updated',
      {
        changed_attributes: [{ label_list: { previous_value: [], current_value: ['vip'] } }],
      },
      [],
    ),
    changed('a conversation is made', 'conversation_created', {}, []),
    said('a contact is changed', { ...contact, event: 'contact_updated', changed_attributes: [] }, []),
  ],
  stories: [{ created: 'a customer asks', deleted: 'the message is deleted' }],
  personal: ['little-haze-776', 'alice@mail.example', '+4930901820', 'Caring Carol', 'carol@acme.example'],
};
