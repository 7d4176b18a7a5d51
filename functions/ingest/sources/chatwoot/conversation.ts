import * as z from 'zod';
import type { MappedData, SourceContext } from '../adapter.ts';
import type { ChatwootSettings } from './settings.ts';

const personSchema = z.looseObject({ id: z.number(), type: z.string().nullish() });

/** A conversation within an event: its number is that of the account. */
export const conversationSchema = z.looseObject({
  id: z.number(),
  inbox_id: z.number(),
  channel: z.string().nullish(),
  /** Seconds since 1970. */
  created_at: z.number(),
  meta: z
    .looseObject({
      assignee: personSchema.nullish(),
      team: z.looseObject({ id: z.number() }).nullish(),
    })
    .optional(),
});
export type Conversation = z.infer<typeof conversationSchema>;
type Context = SourceContext<ChatwootSettings>;

const known: Readonly<Record<string, string>> = {
  'Channel::Email': 'email',
  'Channel::WebWidget': 'form',
  'Channel::Api': 'form',
  'Channel::Voice': 'phone',
  'Channel::FacebookPage': 'facebook',
  'Channel::Instagram': 'instagram',
  'Channel::TwitterProfile': 'x',
  'Channel::Tiktok': 'tiktok',
  'Channel::Whatsapp': 'whatsapp',
};

/** Where a conversation is: its channel by the inbox, and the department of its team. */
export function placeOf(conversation: Conversation, context: Context): Omit<MappedData, 'actor'> {
  const { inbox_id, channel: way, meta } = conversation;
  const { channels, departments } = context.settings;
  const channel = channels[String(inbox_id)] ?? channels[way ?? ''] ?? known[way ?? ''];
  return {
    conversation: `chatwoot:${placeName(context.source)}:${conversation.id}`,
    channel: channel !== undefined && context.channels.includes(channel) ? channel : undefined,
    department: departments[String(meta?.team?.id)],
  };
}

/** Chatwoot does not say who changed a conversation: the agent it is assigned to, else Chatwoot itself. */
export function keeperOf({ meta }: Conversation, { source }: Context): MappedData['actor'] {
  const { id, type } = meta?.assignee ?? {};
  return id === undefined || (type != null && type !== 'user')
    ? { id: `chatwoot:${placeName(source)}`, kind: 'bot' }
    : { id: personId('user', id, source), kind: 'employee' };
}

/** Contacts, agents and bots are counted apart, by installation. */
export const personId = (type: string, id: number, source: string): string =>
  `chatwoot:${placeName(source).split('/')[0]}:${type}:${id}`;

/** Host and path of the source: the numbers of conversations are those of an account. */
const placeName = (source: string): string => source.replace(/^[a-z]+:\/\//, '').replace(/\/$/, '');
