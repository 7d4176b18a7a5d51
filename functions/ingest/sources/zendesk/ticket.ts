import * as z from 'zod';
import type { MappedData, SourceContext } from '../adapter.ts';
import { channelOf } from './channel-of.ts';
import type { ZendeskSettings } from './settings.ts';

/** What Zendesk says of the ticket in each of its events. Ids are texts. */
export const detailSchema = z.looseObject({
  id: z.string(),
  subject: z.string().nullish(),
  description: z.string().nullish(),
  created_at: z.string(),
  updated_at: z.string(),
  requester_id: z.string(),
  /** Who caused the event; `-1` is Zendesk itself. */
  actor_id: z.string().nullish(),
  group_id: z.string().nullish(),
  via: z.looseObject({ channel: z.string() }),
});
export const envelopeShape = { account_id: z.number(), time: z.string(), detail: detailSchema };
export type TicketEvent = z.infer<z.ZodObject<typeof envelopeShape>>;
type Context = SourceContext<ZendeskSettings>;
type Actor = MappedData['actor'];

export const conversationOf = (accountId: number, ticketId: string): string => `zendesk:${accountId}:${ticketId}`;

const personId = (accountId: number, userId: string): string => `zendesk:${accountId}:u${userId}`;

/** Where a ticket is: its conversation, the channel that it came by, and the department of its group. */
export function placeOf({ account_id, detail }: TicketEvent, context: Context) {
  return {
    conversation: conversationOf(account_id, detail.id),
    channel: channelOf(detail.via.channel, context),
    department: departmentOf(detail.group_id, context),
  };
}

/** The department of a group or an agent; undefined when the settings do not name it. */
export const departmentOf = (id: string | null | undefined, { settings }: Context): string | undefined =>
  id == null ? undefined : settings.departments[id];

/** Who opened the ticket is a customer whatever it is: somebody awaits an answer. */
export const requesterOf = ({ account_id, detail }: TicketEvent): Actor => ({
  id: personId(account_id, detail.requester_id),
  kind: 'customer',
});

/** Who caused an event: whoever is not the requester can change a ticket only as one of the team. */
export function causerOf({ account_id, detail }: TicketEvent, context: Context): Actor {
  const { actor_id, requester_id } = detail;
  return personOf(account_id, actor_id, actor_id === requester_id ? 'customer' : 'employee', context);
}

/** Somebody of this kind, unless it is a bot: Zendesk itself, whose ids are negative, or whom the settings name. */
export function personOf(
  accountId: number,
  userId: string | null | undefined,
  kind: Actor['kind'],
  { settings }: Context,
): Actor {
  const id = userId || '-1';
  return { id: personId(accountId, id), kind: id.startsWith('-') || settings.bots.includes(id) ? 'bot' : kind };
}
