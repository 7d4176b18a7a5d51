import * as z from 'zod';
import type { Kinds, MappedData, MappedInteraction } from '../adapter.ts';
import { talkReopensAfter } from '../endless-talk.ts';
import { kind } from '../kind.ts';
import { metaId } from './fields.ts';
import type { MetaSettings } from './settings.ts';
import {
  brandOf,
  conversationOf,
  customerOf,
  messageId,
  retractionOf,
  type TalkContext,
  type TalkProvider,
  talkEvent,
} from './talk.ts';

const message = talkEvent({
  message: z.looseObject({
    mid: z.string(),
    text: z.string().optional(),
    app_id: metaId.optional(),
    reply_to: z.looseObject({ mid: z.string().optional() }).optional(),
  }),
});
type Message = z.infer<typeof message>;

const deleted = talkEvent({ message: z.looseObject({ mid: z.string(), is_echo: z.boolean().optional() }) });
const edited = talkEvent({
  message_edit: z.looseObject({ mid: z.string(), text: z.string().optional(), num_edit: metaId }),
});

/** Messages of a talk: said, answered, edited, taken back. */
export const messageKinds = (provider: TalkProvider): Kinds<MetaSettings> => ({
  'messaging.message': kind('enquiry', message, (payload, context: TalkContext) =>
    said(provider, 'enquiry', payload, { actor: customerOf(provider, payload) }, context),
  ),
  'messaging.message.echo': kind(
    'reply; a bot’s when `botApps` names its app',
    message,
    (payload, context: TalkContext) => {
      const { app_id } = payload.messaging.message;
      const bot = app_id !== undefined && context.settings.botApps?.includes(app_id);
      const actor = bot ? { id: `${provider}:app:${app_id}`, kind: 'bot' as const } : brandOf(provider, payload);
      return said(provider, 'reply', payload, { actor, counterpart: customerOf(provider, payload) }, context);
    },
  ),
  'messaging.message_edit': kind('edit', edited, (payload, context: TalkContext) => {
    const { mid, text, num_edit } = payload.messaging.message_edit;
    const target = messageId(mid, context);
    const conversation = conversationOf(provider, payload, context);
    return {
      id: `${target}:edit:${num_edit}`,
      activity: 'edit',
      time: payload.messaging.timestamp,
      data: { actor: customerOf(provider, payload), target, conversation, text },
    };
  }),
  'messaging.message.deleted': kind('retraction', deleted, (payload, context: TalkContext) => {
    const { mid, is_echo } = payload.messaging.message;
    const actor = is_echo === true ? brandOf(provider, payload) : customerOf(provider, payload);
    return retractionOf(messageId(mid, context), payload.messaging.timestamp, actor);
  }),
});

/** A story that tags the account comes as a message of its author, without words. */
export const storyMentionKinds: Kinds<MetaSettings> = {
  'messaging.message.story_mention': kind('mention', message, (payload, context: TalkContext) =>
    said('instagram', 'mention', payload, { actor: customerOf('instagram', payload) }, context),
  ),
};

function said(
  provider: TalkProvider,
  activity: MappedInteraction['activity'],
  payload: Message,
  people: Pick<MappedData, 'actor' | 'counterpart'>,
  context: TalkContext,
): MappedInteraction {
  const { text, mid, reply_to } = payload.messaging.message;
  const inReplyTo = reply_to?.mid === undefined ? undefined : messageId(reply_to.mid, context);
  const conversation = conversationOf(provider, payload, context);
  return {
    id: messageId(mid, context),
    activity,
    time: payload.messaging.timestamp,
    data: {
      ...people,
      conversation,
      reopensAfter: activity === 'enquiry' ? talkReopensAfter : undefined,
      inReplyTo,
      text,
    },
  };
}
