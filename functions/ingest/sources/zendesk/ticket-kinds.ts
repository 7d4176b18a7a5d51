import * as z from 'zod';
import type { Kinds, MappedInteraction, SourceContext } from '../adapter.ts';
import { kind } from '../kind.ts';
import { fromText } from '../provider-time.ts';
import { readableText } from '../readable-text.ts';
import { handoverOf } from './handover.ts';
import type { ZendeskSettings } from './settings.ts';
import { causerOf, envelopeShape, placeOf, requesterOf, type TicketEvent } from './ticket.ts';

const event = z.looseObject(envelopeShape);
const change = z.looseObject({
  ...envelopeShape,
  event: z.looseObject({ current: z.string().nullish(), previous: z.string().nullish() }),
});
type Context = SourceContext<ZendeskSettings>;

/** Tickets: how they open, close, go from hand to hand and vanish. */
export const ticketKinds: Kinds<ZendeskSettings> = {
  'ticket.created': kind('enquiry of the requester', event, (payload, context: Context) => ({
    id: `ticket:${payload.detail.id}`,
    activity: 'enquiry',
    time: fromText(payload.detail.created_at),
    data: { ...placeOf(payload, context), actor: requesterOf(payload), text: openingWords(payload) },
  })),
  'ticket.subject_changed': kind('edit', event, edited),
  'ticket.description_changed': kind('edit', event, edited),
  'ticket.status_changed': kind(
    'resolution: closed when solved or closed unsolved, reopened when open again',
    change,
    (payload, context: Context) => {
      const { current, previous } = payload.event;
      const [was, is] = [isDone(previous), isDone(current)];
      if (was === is) return [];
      const stage = is ? 'closed' : 'reopened';
      const id = `ticket:${payload.detail.id}:${stage}:${payload.time}`;
      const data = { ...placeOf(payload, context), actor: causerOf(payload, context), stage } as const;
      return { id, activity: 'resolution', time: fromText(payload.time), data };
    },
  ),
  'ticket.group_assignment_changed': kind('handover to the department of the group', change, handoverOf),
  'ticket.agent_assignment_changed': kind('handover to the department of the agent', change, handoverOf),
  'ticket.soft_deleted': kind('retraction', event, deleted),
  'ticket.permanently_deleted': kind('retraction', event, deleted),
  'ticket.marked_as_spam': kind('retraction', event, deleted),
};

const openingWords = ({ detail }: TicketEvent): string | undefined => readableText(detail.subject, detail.description);

/** A solved ticket is closed some days later: that is no second resolution. */
const isDone = (status: string | null | undefined): boolean =>
  ['solved', 'closed', 'deleted', 'archived', 'scrubbed'].includes(status?.toLowerCase() ?? '');

function edited(payload: TicketEvent, context: Context): MappedInteraction {
  const target = `ticket:${payload.detail.id}`;
  const data = { ...placeOf(payload, context), target, actor: causerOf(payload, context), text: openingWords(payload) };
  return { id: `${target}:edit:${payload.time}`, activity: 'edit', time: fromText(payload.time), data };
}

function deleted(payload: TicketEvent, context: Context): MappedInteraction {
  const target = `ticket:${payload.detail.id}`;
  const data = { target, actor: causerOf(payload, context) };
  return { id: `${target}:delete`, activity: 'retraction', time: fromText(payload.time), data };
}
