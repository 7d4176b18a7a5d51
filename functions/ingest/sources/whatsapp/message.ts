import * as z from 'zod';
import type { MappedData, SourceContext } from '../adapter.ts';
import { fromSeconds } from '../provider-time.ts';

/** Which way a message goes: `messages` come from people, `smb_message_echoes` are what the company sends from its app. */
export type Way = 'messages' | 'smb_message_echoes';

/** Of which number it is told, and who is known by name there. */
export const whatsappValue = z.looseObject({
  metadata: z.looseObject({ phone_number_id: z.string() }),
  contacts: z.array(z.looseObject({ user_id: z.string().optional(), wa_id: z.string().optional() })).optional(),
});
/** Which message, and when. */
export const whatsappStamp = { id: z.string(), timestamp: z.string().regex(/^\d+$/) };

/** A message to or from a number of the company, of which is known who is on the other side. */
export const whatsappMessage = <Shape extends z.ZodRawShape>(way: Way, shape: Shape) =>
  z
    .looseObject({
      value: whatsappValue,
      message: z.looseObject({
        ...whatsappStamp,
        from: z.string().optional(),
        from_user_id: z.string().optional(),
        to: z.string().optional(),
        to_user_id: z.string().optional(),
        group_id: z.string().optional(),
        context: z.looseObject({ id: z.string().optional() }).nullish(),
        ...shape,
      }),
    })
    .check(({ value, issues }) => {
      if (personOf(way, value as Addressed) === undefined) {
        const path = ['message', way === 'messages' ? 'from' : 'to'];
        issues.push({ code: 'custom', path, input: value, message: 'missing' });
      }
    });
export type WhatsappMessage = z.infer<ReturnType<typeof whatsappMessage<Record<never, never>>>>;

interface Addressed {
  value: { contacts?: { user_id?: string | undefined; wa_id?: string | undefined }[] | undefined };
  message: Partial<Record<'from' | 'from_user_id' | 'to' | 'to_user_id', string | undefined>>;
}

/** Who is on the other side: an id scoped to the business, which everybody has since 2026, or a phone number. */
function personOf(way: Way, { value, message }: Addressed): string | undefined {
  const named = way === 'messages' ? [message.from_user_id, message.from] : [message.to_user_id, message.to];
  const contact = value.contacts?.[0];
  return [...named, contact?.user_id, contact?.wa_id].find((id) => id !== undefined);
}

/** The people of a message and its conversation: all between a person, or a group, and one number of the company. */
export function talkOf(
  way: Way,
  payload: WhatsappMessage,
  { opaque }: SourceContext,
): Pick<MappedData, 'actor' | 'counterpart' | 'conversation'> {
  const { phone_number_id } = payload.value.metadata;
  const person = personOf(way, payload);
  const conversation = `whatsapp:${opaque(`${phone_number_id}:${payload.message.group_id ?? person}`)}`;
  const customer = { id: `whatsapp:${person}`, kind: 'customer' as const };
  if (way === 'messages') return { actor: customer, conversation };
  return { actor: { id: `whatsapp:${phone_number_id}`, kind: 'brand' }, counterpart: customer, conversation };
}

/** Message ids are made of phone numbers, so they are opaque. */
export const messageId = (id: string, { opaque }: SourceContext): string => `message:${opaque(id)}`;

export const timeOf = ({ message }: { message: { timestamp: string } }): string => fromSeconds(message.timestamp);
