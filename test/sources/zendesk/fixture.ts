import { createHmac } from 'node:crypto';
import type { FixtureDelivery, SourceFixture } from '../../../cli/source/fixture.ts';

const detail = {
  actor_id: '800',
  assignee_id: '900',
  brand_id: '1',
  created_at: '2026-11-20T10:00:00Z',
  custom_status: '5',
  description: 'Mein Paket fehlt 📦 طردي مفقود',
  external_id: null,
  form_id: '2',
  group_id: '70',
  id: '5158',
  is_public: true,
  organization_id: null,
  priority: 'NORMAL',
  requester_id: '800',
  status: 'OPEN',
  subject: 'Paket',
  submitter_id: '800',
  tags: [],
  type: 'PROBLEM',
  updated_at: '2026-11-20T10:00:00Z',
  via: { channel: 'mail' },
};
const later = { ...detail, actor_id: '900', updated_at: '2026-11-20T10:30:00Z' };
const comment = {
  id: '9000',
  body: 'We look for it.',
  is_public: true,
  author: { id: '900', is_staff: true, name: 'Caring Carol' },
};

let events = 0;
function sent(
  name: string,
  type: string,
  body: { detail?: object; event?: object; time?: string },
  becomes: FixtureDelivery['becomes'],
): FixtureDelivery {
  events += 1;
  return {
    name,
    body: {
      account_id: 22129848,
      detail: later,
      event: {},
      id: `cbe4028c-7239-495d-b020-${events}`,
      subject: 'zen:ticket:5158',
      time: '2026-11-20T10:30:00.123456789Z',
      type: `zen:event-type:${type}`,
      zendesk_event_version: '2022-11-06',
      ...body,
    },
    becomes,
  };
}

const conversation = 'zendesk:22129848:5158';
const carol = { id: 'zendesk:22129848:u900', kind: 'employee' } as const;
const alice = { id: 'zendesk:22129848:u800', kind: 'customer' } as const;
const at = '2026-11-20T10:30:00.123456789Z';
const chat = {
  detail: { id: '5158' },
  event: {
    actor: { id: '800', name: 'Asking Alice', type: 'end_user' },
    conversation_id: '67ab5f53a96f98663935c3f2',
    message: { id: '67ab5f55155becd183e284cb', body: 'Any news?' },
  },
};
const said = (name: string, changes: object, becomes: FixtureDelivery['becomes'], of: object = later) =>
  sent(name, 'ticket.comment_added', { detail: of, event: { comment: { ...comment, ...changes } } }, becomes);

export const fixture: SourceFixture = {
  source: 'https://acme.zendesk.com',
  channel: 'crm',
  department: 'service',
  settings: { departments: { 71: 'sales', 901: 'product' }, channels: { any_channel: 'letter' } },
  secrets: { signingSecret: 'dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==' },
  signsTime: true,
  sign({ body, at: now }, { signingSecret = '' }) {
    const time = now.toISOString().replace(/\.\d{3}Z$/, 'Z');
    const mac = createHmac('sha256', signingSecret)
      .update(time + body.toString('utf8'))
      .digest('base64');
    return { 'x-zendesk-webhook-signature': mac, 'x-zendesk-webhook-signature-timestamp': time };
  },
  deliveries: [
    sent('a customer writes a mail', 'ticket.created', { detail, time: '2026-11-20T10:00:00.672717030Z' }, [
      {
        id: 'ticket:5158',
        activity: 'enquiry',
        time: '2026-11-20T10:00:00.000Z',
        data: {
          actor: alice,
          conversation,
          channel: 'email',
          department: 'service',
          text: 'Paket\n\nMein Paket fehlt 📦 طردي مفقود',
        },
      },
    ]),
    sent('a customer calls', 'ticket.created', { detail: { ...detail, id: '5159', via: { channel: 'voice' } } }, [
      { id: 'ticket:5159', activity: 'enquiry', data: { channel: 'phone' } },
    ]),
    sent(
      'a letter by a way of our own',
      'ticket.created',
      {
        detail: { ...detail, id: '5160', group_id: '71', via: { channel: 'any_channel' } },
      },
      [{ id: 'ticket:5160', activity: 'enquiry', data: { channel: 'letter', department: 'sales' } }],
    ),
    sent(
      'a way that is not known',
      'ticket.created',
      { detail: { ...detail, id: '5161', via: { channel: 'telegram' } } },
      [{ id: 'ticket:5161', activity: 'enquiry', data: { channel: 'crm' } }],
    ),
    said(
      'the mail once more, as the first comment',
      {
        body: detail.description,
        author: { id: '800', is_staff: false, name: 'Asking Alice' },
      },
      [],
      { ...detail, updated_at: '2026-11-20T10:00:01Z' },
    ),
    said('the team answers', {}, [
      {
        id: 'comment:9000',
        activity: 'reply',
        time: '2026-11-20T10:30:00.123Z',
        data: { actor: carol, conversation, channel: 'email' },
      },
    ]),
    said('a trigger answers', { id: '9003', author: { id: '-1', is_staff: true, name: 'System' } }, [
      { id: 'comment:9003', activity: 'reply', data: { actor: { id: 'zendesk:22129848:u-1', kind: 'bot' } } },
    ]),
    said('the customer adds', { id: '9001', author: { id: '800', is_staff: false, name: 'Asking Alice' } }, [
      { id: 'comment:9001', activity: 'comment', data: { actor: alice } },
    ]),
    said('the team notes', { id: '9002', is_public: false }, [
      { id: 'comment:9002', activity: 'message', data: { actor: carol } },
    ]),
    said(
      'a chat is noted by the system',
      {
        id: '9003',
        is_public: false,
        author: { id: '800', is_staff: false, name: 'Asking Alice' },
      },
      [],
    ),
    sent(
      'the subject is changed',
      'ticket.subject_changed',
      {
        detail: { ...later, subject: 'Verlorenes Paket' },
        event: { current: 'Verlorenes Paket', previous: 'Paket' },
      },
      [{ id: `ticket:5158:edit:${at}`, activity: 'edit', data: { target: 'ticket:5158', actor: carol } }],
    ),
    sent('the description is changed', 'ticket.description_changed', {}, [
      { id: `ticket:5158:edit:${at}`, activity: 'edit', data: { target: 'ticket:5158' } },
    ]),
    sent('the ticket is solved', 'ticket.status_changed', { event: { current: 'SOLVED', previous: 'OPEN' } }, [
      { id: `ticket:5158:closed:${at}`, activity: 'resolution', data: { stage: 'closed', actor: carol, conversation } },
    ]),
    sent(
      'a solved ticket is closed',
      'ticket.status_changed',
      { event: { current: 'CLOSED', previous: 'SOLVED' } },
      [],
    ),
    sent('the ticket waits', 'ticket.status_changed', { event: { current: 'PENDING', previous: 'OPEN' } }, []),
    sent(
      'the customer opens it again',
      'ticket.status_changed',
      {
        detail: { ...later, actor_id: '800' },
        event: { current: 'OPEN', previous: 'SOLVED' },
      },
      [{ id: `ticket:5158:reopened:${at}`, activity: 'resolution', data: { stage: 'reopened', actor: alice } }],
    ),
    sent(
      'the ticket goes to another department',
      'ticket.group_assignment_changed',
      {
        detail: { ...later, group_id: '71' },
        event: { current: '71', previous: '70' },
      },
      [
        {
          id: `ticket:5158:handover:sales:${at}`,
          activity: 'handover',
          data: { actor: carol, department: 'service', counterpart: { department: 'sales' }, conversation },
        },
      ],
    ),
    sent(
      'the ticket goes to another group of the department',
      'ticket.group_assignment_changed',
      {
        detail: { ...later, group_id: '72' },
        event: { current: '72', previous: '70' },
      },
      [],
    ),
    sent(
      'an agent of another department takes it',
      'ticket.agent_assignment_changed',
      {
        event: { current: '901', previous: '900' },
      },
      [
        {
          id: `ticket:5158:handover:product:${at}`,
          activity: 'handover',
          data: { counterpart: { department: 'product' } },
        },
      ],
    ),
    sent('the ticket is deleted', 'ticket.soft_deleted', {}, [
      { id: 'ticket:5158:delete', activity: 'retraction', data: { target: 'ticket:5158' } },
    ]),
    sent('the ticket is deleted for ever', 'ticket.permanently_deleted', {}, [
      { id: 'ticket:5158:delete', activity: 'retraction' },
    ]),
    sent('the ticket is spam', 'ticket.marked_as_spam', {}, [{ id: 'ticket:5158:delete', activity: 'retraction' }]),
    sent('the customer chats', 'messaging_ticket.message_added', chat, [
      {
        id: 'message:67ab5f55155becd183e284cb',
        activity: 'comment',
        data: { actor: alice, conversation, text: 'Any news?' },
      },
    ]),
    sent(
      'a bot chats',
      'messaging_ticket.message_added',
      {
        ...chat,
        event: {
          ...chat.event,
          actor: { id: 'zd:answerBot', name: 'Z3n Tests', type: 'system' },
          message: { id: '67ab5f55155becd183e284cc', body: 'Let me see.' },
        },
      },
      [
        {
          id: 'message:67ab5f55155becd183e284cc',
          activity: 'reply',
          data: { actor: { id: 'zendesk:22129848:uzd:answerBot', kind: 'bot' } },
        },
      ],
    ),
    sent('the priority changes', 'ticket.priority_changed', { event: { current: 'HIGH', previous: 'NORMAL' } }, []),
    sent('an agent is made', 'user.created', {}, []),
  ],
  stories: [
    { created: 'a customer writes a mail', edited: 'the subject is changed', deleted: 'the ticket is deleted' },
    { created: 'a customer writes a mail', deleted: 'the ticket is spam' },
  ],
  personal: ['Asking Alice', 'Caring Carol'],
};
