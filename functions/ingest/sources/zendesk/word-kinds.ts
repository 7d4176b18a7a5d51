import * as z from 'zod';
import type { Kinds, SourceContext } from '../adapter.ts';
import { kind } from '../kind.ts';
import { fromText } from '../provider-time.ts';
import { readableText } from '../readable-text.ts';
import type { ZendeskSettings } from './settings.ts';
import { conversationOf, envelopeShape, personOf, placeOf, type TicketEvent } from './ticket.ts';

const comment = z.looseObject({
  ...envelopeShape,
  event: z.looseObject({
    comment: z.looseObject({
      id: z.string(),
      body: z.string(),
      is_public: z.boolean(),
      author: z.looseObject({ id: z.string(), is_staff: z.boolean() }),
    }),
  }),
});
const chat = z.looseObject({
  account_id: z.number(),
  time: z.string(),
  detail: z.looseObject({ id: z.string() }),
  event: z.looseObject({
    actor: z.looseObject({ id: z.string(), type: z.string() }),
    message: z.looseObject({ id: z.string(), body: z.string().nullish() }),
  }),
});
type Context = SourceContext<ZendeskSettings>;

/** What is said in tickets: comments, notes and chat. */
export const wordKinds: Kinds<ZendeskSettings> = {
  'ticket.comment_added': kind(
    'reply by staff, else comment; message when staff notes it; nothing when it is what the ticket opened with',
    comment,
    (payload, context: Context) => {
      const { id, body, is_public, author } = payload.event.comment;
      if (opensTicket(body, payload) || (!is_public && !author.is_staff)) return [];
      const actor = personOf(payload.account_id, author.id, author.is_staff ? 'employee' : 'customer', context);
      const data = { ...placeOf(payload, context), actor, text: readableText(body) };
      const activity = is_public ? (author.is_staff ? 'reply' : 'comment') : 'message';
      return { id: `comment:${id}`, activity, time: fromText(payload.time), data };
    },
  ),
  'messaging_ticket.message_added': kind(
    'reply by an agent or a bot, else comment',
    chat,
    (payload, context: Context) => {
      const { account_id, detail, time } = payload;
      const { actor, message } = payload.event;
      const kinds = { end_user: 'customer', agent: 'employee' } as const;
      const as = kinds[actor.type as keyof typeof kinds] ?? 'bot';
      return {
        id: `message:${message.id}`,
        activity: as === 'customer' ? 'comment' : 'reply',
        time: fromText(time),
        data: {
          actor: personOf(account_id, actor.id, as, context),
          conversation: conversationOf(account_id, detail.id),
          text: readableText(message.body),
        },
      };
    },
  ),
};

/** The first comment is the description, and is told once more when the ticket is made. */
const opensTicket = (body: string, { detail }: TicketEvent): boolean =>
  detail.created_at === detail.updated_at || body.trim() === detail.description?.trim();
