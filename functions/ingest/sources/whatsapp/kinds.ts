import * as z from 'zod';
import type { IgnoredKind, Kinds } from '../adapter.ts';
import { talkReopensAfter } from '../endless-talk.ts';
import { kind } from '../kind.ts';
import { contents, wordsOf } from './content.ts';
import { messageId, talkOf, timeOf, type Way, whatsappMessage } from './message.ts';
import { sent, sentStatus } from './sent.ts';
import type { WhatsappSettings } from './settings.ts';

const reaction = {
  reaction: z.looseObject({ message_id: z.string(), emoji: z.string().optional() }),
};
const edit = {
  edit: z.looseObject({ original_message_id: z.string(), message: z.looseObject({ type: z.string() }) }),
};
const revoke = { revoke: z.looseObject({ original_message_id: z.string() }) };

/** Messages of one way, by their type. */
const messageKinds = (way: Way): Kinds<WhatsappSettings> => ({
  ...Object.fromEntries(
    Object.entries(contents).map(([type, shape]) => [
      `${way}.${type}`,
      kind(way === 'messages' ? 'enquiry' : 'reply', whatsappMessage(way, shape), (payload, context) => ({
        id: messageId(payload.message.id, context),
        activity: way === 'messages' ? 'enquiry' : 'reply',
        time: timeOf(payload),
        data: {
          ...talkOf(way, payload, context),
          reopensAfter: way === 'messages' ? talkReopensAfter : undefined,
          inReplyTo:
            payload.message.context?.id === undefined ? undefined : messageId(payload.message.context.id, context),
          text: wordsOf(payload.message),
        },
      })),
    ]),
  ),
  [`${way}.reaction`]: kind(
    'reaction; without an emoji: retraction',
    whatsappMessage(way, reaction),
    (payload, context) => {
      const { message_id, emoji } = payload.message.reaction;
      const { actor } = talkOf(way, payload, context);
      const object = messageId(message_id, context);
      const id = `reaction:${object}:${context.opaque(actor.id)}`;
      const time = timeOf(payload);
      return emoji
        ? { id, activity: 'reaction', time, data: { actor, object, reaction: emoji } }
        : { id: `${id}:delete`, activity: 'retraction', time, data: { actor, target: id } };
    },
  ),
  [`${way}.edit`]: kind('edit', whatsappMessage(way, edit), (payload, context) => {
    const { original_message_id, message } = payload.message.edit;
    const target = messageId(original_message_id, context);
    return {
      id: `${target}:edit:${payload.message.timestamp}`,
      activity: 'edit',
      time: timeOf(payload),
      data: { ...talkOf(way, payload, context), target, text: wordsOf(message) },
    };
  }),
  [`${way}.revoke`]: kind('retraction', whatsappMessage(way, revoke), (payload, context) => {
    const target = messageId(payload.message.revoke.original_message_id, context);
    const { actor } = talkOf(way, payload, context);
    return { id: `${target}:delete`, activity: 'retraction', time: timeOf(payload), data: { actor, target } };
  }),
});

const ignored = (why: string, kinds: string): Record<string, IgnoredKind> =>
  Object.fromEntries(kinds.split(' ').map((name) => [name, { ignored: why }]));

/** What becomes of everything that WhatsApp tells. */
export const whatsappKinds: Kinds<WhatsappSettings> = {
  ...messageKinds('messages'),
  ...messageKinds('smb_message_echoes'),
  'statuses.sent': kind(
    'reply, without words; a bot’s when `automated` is set or it is a notice (utility); nothing of campaigns and codes',
    sentStatus,
    sent,
  ),
  ...ignored('a new number or id of a person', 'messages.system user_id_update'),
  ...ignored('a chat was opened, nothing said', 'messages.request_welcome'),
  ...ignored('how far a message of ours got, once it was sent', 'statuses.*'),
  ...ignored('a failure of the service', 'errors'),
  ...ignored(
    'who is in a group',
    'group_participants_update group_lifecycle_update group_settings_update group_status_update',
  ),
  ...ignored('a call: its words are not here', 'calls'),
  ...ignored('the past, before the source was connected', 'history'),
  ...ignored('contacts of the app', 'smb_app_state_sync'),
  ...ignored('a person’s wish about advertising', 'user_preferences'),
  ...ignored(
    'about the account, not from a person',
    'account_alerts account_review_update account_settings_update account_update automatic_events business_capability_update ' +
      'business_status_update business_username_update flows message_template_components_update message_template_quality_update ' +
      'message_template_status_update partner_solutions payment_configuration_update phone_number_name_update ' +
      'phone_number_quality_update security template_category_update template_correct_category_detection tracking_events',
  ),
};
