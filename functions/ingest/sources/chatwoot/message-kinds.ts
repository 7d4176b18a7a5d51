import * as z from 'zod';
import type { Kinds, MappedData, SourceContext } from '../adapter.ts';
import { kind } from '../kind.ts';
import { fromText } from '../provider-time.ts';
import { readableText } from '../readable-text.ts';
import { conversationSchema, personId, placeOf } from './conversation.ts';
import type { ChatwootSettings } from './settings.ts';

const message = z.looseObject({
  id: z.number(),
  message_type: z.enum(['incoming', 'outgoing', 'activity', 'template']),
  private: z.boolean(),
  content: z.string().nullish(),
  content_attributes: z.looseObject({ deleted: z.boolean().optional() }).nullish(),
  created_at: z.string(),
  /** Null when Chatwoot itself speaks. */
  sender: z.looseObject({ id: z.number(), type: z.string().nullish() }).nullish(),
  conversation: conversationSchema,
});
type Message = z.infer<typeof message>;
type Context = SourceContext<ChatwootSettings>;

/** A conversation is made a moment before its first message. */
const openingMs = 10_000;

/** Messages of customers, agents and bots. */
export const messageKinds: Kinds<ChatwootSettings> = {
  message_created: kind(
    'of the customer: enquiry when it opens the conversation, else comment; of ours: reply, message when private; nothing of what Chatwoot notes',
    message,
    (payload, context: Context) => {
      if (payload.message_type === 'activity') return [];
      const time = fromText(payload.created_at);
      const data = {
        ...placeOf(payload.conversation, context),
        actor: senderOf(payload, context),
        text: readableText(payload.content),
      };
      return { id: `message:${payload.id}`, activity: activityOf(payload, time), time, data };
    },
  ),
  message_updated: kind('retraction when it was deleted; else nothing', message, (payload, context: Context) => {
    if (payload.content_attributes?.deleted !== true) return [];
    const target = `message:${payload.id}`;
    const data = { target, actor: senderOf(payload, context) };
    return { id: `${target}:delete`, activity: 'retraction', time: fromText(payload.created_at), data };
  }),
};

function activityOf({ message_type, private: isPrivate, conversation }: Message, time: string) {
  if (isPrivate) return 'message';
  if (message_type !== 'incoming') return 'reply';
  return Date.parse(time) - conversation.created_at * 1000 <= openingMs ? 'enquiry' : 'comment';
}

/** Agents are users; whatever else sends for us (agent bots, Captain, greetings, campaigns) is a bot. */
function senderOf({ message_type, sender }: Message, { source }: Context): MappedData['actor'] {
  const unnamed = message_type === 'incoming' ? 'contact' : 'system';
  const type = sender?.type ?? unnamed;
  const id = personId(type, sender?.id ?? 0, source);
  if (message_type === 'incoming') return { id, kind: 'customer' };
  return { id, kind: message_type === 'outgoing' && type === 'user' ? 'employee' : 'bot' };
}
