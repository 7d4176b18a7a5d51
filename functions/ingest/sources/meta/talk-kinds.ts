import * as z from 'zod';
import type { IgnoredKind, Kinds } from '../adapter.ts';
import { talkReopensAfter } from '../endless-talk.ts';
import { kind } from '../kind.ts';
import { messageKinds } from './message-kinds.ts';
import type { MetaSettings } from './settings.ts';
import {
  brandOf,
  conversationOf,
  customerOf,
  messageId,
  messageReactionId,
  retractionOf,
  type Talk,
  type TalkContext,
  type TalkProvider,
  talkEvent,
} from './talk.ts';

const reaction = talkEvent({
  reaction: z.looseObject({ mid: z.string(), reaction: z.string().optional(), emoji: z.string().optional() }),
});
const postback = talkEvent({
  postback: z.looseObject({ mid: z.string().optional(), title: z.string().optional() }),
});

/** All events of talks with a page or an account. */
export const talkKinds = (provider: TalkProvider): Kinds<MetaSettings> => ({
  ...messageKinds(provider),
  'messaging.postback': kind('enquiry: the label of the button', postback, (payload, context: TalkContext) => {
    const { mid, title } = payload.messaging.postback;
    const actor = customerOf(provider, payload);
    const conversation = conversationOf(provider, payload, context);
    // Versions before 8.0 give a button no message id: nobody presses twice in one millisecond.
    const press = mid ?? `${actor.id}:${payload.messaging.timestamp}`;
    return {
      id: messageId(press, context),
      activity: 'enquiry',
      time: payload.messaging.timestamp,
      data: { actor, conversation, reopensAfter: talkReopensAfter, text: title },
    };
  }),
  'messaging.reaction.react': kind('reaction', reaction, (payload, context: TalkContext) => {
    const { mid, emoji, reaction: name } = payload.messaging.reaction;
    return {
      id: messageReactionId(mid, payload, context),
      activity: 'reaction',
      time: payload.messaging.timestamp,
      data: { actor: senderOf(provider, payload), object: messageId(mid, context), reaction: name ?? emoji },
    };
  }),
  'messaging.reaction.unreact': kind('retraction', reaction, (payload, context: TalkContext) =>
    retractionOf(
      messageReactionId(payload.messaging.reaction.mid, payload, context),
      payload.messaging.timestamp,
      senderOf(provider, payload),
    ),
  ),
  ...noWords,
});

const senderOf = (provider: TalkProvider, talk: Talk) =>
  talk.messaging.sender === talk.entry.id ? brandOf(provider, talk) : customerOf(provider, talk);

const ignored = (why: string, events: readonly string[]): Record<string, IgnoredKind> =>
  Object.fromEntries(events.map((event) => [`messaging.${event}`, { ignored: why }]));

const noWords: Record<string, IgnoredKind> = {
  ...ignored('a receipt', ['read', 'delivery']),
  ...ignored('the account writes to itself', ['self']),
  ...ignored('how the talk was found, no word of it', ['referral', 'optin']),
  ...ignored('which app answers', [
    'app_roles',
    'pass_thread_control',
    'take_thread_control',
    'request_thread_control',
  ]),
  ...ignored('a step of a sale', ['checkout_update', 'payment', 'pre_checkout']),
  ...ignored('the sign-in of a person', ['account_linking']),
  ...ignored('about the page, not from a person', ['policy-enforcement']),
  ...ignored('answers to a form', ['messaging_feedback', 'messaging_customer_information']),
  ...ignored('a round of a game', ['game_play']),
};
