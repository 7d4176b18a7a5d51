import * as z from 'zod';
import type { MappedData, MappedInteraction, SourceContext } from '../adapter.ts';
import { messageId, talkOf, timeOf, whatsappStamp, whatsappValue } from './message.ts';
import type { WhatsappSettings } from './settings.ts';

/** The status of a message that went out through the Cloud API: to whom and when, but not its words. */
export const sentStatus = z
  .looseObject({
    value: whatsappValue,
    message: z.looseObject({
      ...whatsappStamp,
      recipient_id: z.string().optional(),
      recipient_user_id: z.string().optional(),
      recipient_type: z.string().optional(),
      pricing: z.looseObject({ pricing_model: z.string().optional(), category: z.string().optional() }).optional(),
    }),
  })
  .check(({ value, issues }) => {
    const { recipient_id, recipient_user_id } = value.message as { [field: string]: unknown };
    if (recipient_id === undefined && recipient_user_id === undefined) {
      issues.push({ code: 'custom', path: ['message', 'recipient_id'], input: value, message: 'missing' });
    }
  });
type SentStatus = z.infer<typeof sentStatus>;

/** A message of ours to a person or a group. Campaigns and codes are no answers; notices are a program's. */
export function sent({ value, message }: SentStatus, context: SourceContext<WhatsappSettings>): MappedInteraction | [] {
  const category = categoryOf(message);
  if (/^(marketing|authentication)/.test(category)) return [];
  const { recipient_id, recipient_user_id, recipient_type } = message;
  const toGroup = recipient_type === 'group';
  const addressed = { to: recipient_id, to_user_id: recipient_user_id, group_id: toGroup ? recipient_id : undefined };
  const talk = talkOf('smb_message_echoes', { value, message: { ...message, ...addressed } }, context);
  const automated = context.settings.automated === true || category === 'utility';
  const actor: MappedData['actor'] = automated ? { ...talk.actor, kind: 'bot' } : talk.actor;
  return {
    id: messageId(message.id, context),
    activity: 'reply',
    time: timeOf({ message }),
    data: { actor, conversation: talk.conversation, counterpart: toGroup ? undefined : talk.counterpart },
  };
}

/** What a message was charged as. Only since July 2025 (`PMP`) that is its own category, before it was the conversation's. */
const categoryOf = ({ pricing }: SentStatus['message']): string =>
  pricing?.pricing_model === 'PMP' ? (pricing.category?.toLowerCase() ?? '') : '';
