import type { Interaction } from '../../shared/interaction.ts';
import { interaction } from '../interactions.ts';

export const goldenSource = 'https://x.com/acme';
const agent = { id: 'p_agent', kind: 'employee' as const };
const bot = { id: 'p_bot', kind: 'bot' as const };

/** A week of two departments: a conversation answered, one waiting, one closed; an edit, a conflict, a retraction. */
export const goldenInteractions: Interaction[] = [
  interaction({ id: 'p1', activity: 'post', actor: agent, department: 'marketing', time: '2026-03-23T08:00:00.000Z' }),
  interaction({ id: 'k1', activity: 'comment', department: 'marketing', time: '2026-03-23T08:30:00.000Z' }),
  interaction({
    id: 'k2',
    activity: 'comment',
    department: 'marketing',
    time: '2026-03-23T09:00:00.000Z',
    sentiment: 0.5,
    topics: ['price'],
    trace: '4bf92f3577b34da6a3ce929d0e0e4736',
  }),
  interaction({ id: 'e1', activity: 'enquiry', conversation: 'c1', time: '2026-03-23T09:00:00.000Z' }),
  interaction({ id: 'b1', activity: 'reply', actor: bot, conversation: 'c1', time: '2026-03-23T09:00:05.000Z' }),
  interaction({ id: 'r1', activity: 'reply', actor: agent, conversation: 'c1', time: '2026-03-23T09:10:00.000Z' }),
  interaction({ id: 's1', activity: 'resolution', actor: agent, conversation: 'c1', time: '2026-03-23T10:00:00.000Z' }),
  interaction({
    id: 'o1',
    activity: 'resolution',
    stage: 'reopened',
    conversation: 'c1',
    time: '2026-03-25T09:00:00.000Z',
  }),
  interaction({
    id: 'e2',
    activity: 'enquiry',
    conversation: 'c2',
    channel: 'email',
    time: '2026-03-24T16:30:00.000Z',
  }),
  interaction({
    id: 'e3',
    activity: 'enquiry',
    conversation: 'c3',
    channel: 'email',
    time: '2026-03-24T09:00:00.000Z',
  }),
  interaction({
    id: 's3',
    activity: 'resolution',
    actor: agent,
    conversation: 'c3',
    channel: 'email',
    time: '2026-03-24T09:30:00.000Z',
  }),
  interaction({ id: 'm1', activity: 'mention', time: '2026-03-24T11:00:00.000Z' }),
  interaction({ id: 'm1', activity: 'mention', channel: 'facebook', time: '2026-03-24T12:00:00.000Z' }),
  interaction({ id: 'm2', activity: 'mention', time: '2026-03-24T13:00:00.000Z' }),
  interaction({
    id: 'm2:edit',
    activity: 'edit',
    target: 'm2',
    department: 'marketing',
    time: '2026-03-24T13:05:00.000Z',
  }),
  interaction({ id: 'm3', activity: 'mention', time: '2026-03-24T14:00:00.000Z' }),
  interaction({ id: 'm3:undo', activity: 'retraction', target: 'm3', time: '2026-03-24T14:01:00.000Z' }),
];
