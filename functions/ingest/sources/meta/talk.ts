import * as z from 'zod';
import type { MappedData, MappedInteraction, SourceContext } from '../adapter.ts';
import { metaId, metaTime } from './fields.ts';
import type { MetaSettings } from './settings.ts';

/** Where people talk with a page (Messenger) or an account (Instagram). */
export type TalkProvider = 'facebook' | 'instagram';
export type TalkContext = SourceContext<MetaSettings>;

/** Who takes part: an id scoped to the page, or that of a guest of the chat plugin. */
const party = z.union([
  z.looseObject({ id: metaId }).transform(({ id }) => id),
  z.looseObject({ user_ref: metaId }).transform(({ user_ref }) => user_ref),
]);

/** An event of a talk with what it tells. */
export const talkEvent = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.looseObject({
    entry: z.looseObject({ id: metaId }),
    messaging: z.looseObject({ sender: party, recipient: party, timestamp: metaTime, ...shape }),
  });

export interface Talk {
  entry: { id: string };
  messaging: { sender: string; recipient: string; timestamp: string };
}

/** The one who talks with the page or account, whoever sends: where senders are mixed up, the one who is not the page. */
const personOf = ({ entry, messaging }: Talk): string =>
  messaging.sender === entry.id ? messaging.recipient : messaging.sender;

export const customerOf = (provider: TalkProvider, talk: Talk): MappedData['actor'] => ({
  id: `${provider}:${personOf(talk)}`,
  kind: 'customer',
});

export const brandOf = (provider: TalkProvider, talk: Talk): MappedData['actor'] => ({
  id: `${provider}:${talk.entry.id}`,
  kind: 'brand',
});

/** Everything between a person and a page or account is one conversation, known by the ids of both. */
export const conversationOf = (provider: TalkProvider, talk: Talk, { opaque }: TalkContext): string =>
  `${provider}:${opaque(`${talk.entry.id}:${personOf(talk)}`)}`;

/** Message ids are made of the ids of those who talk, so they are opaque. */
export const messageId = (mid: string, { opaque }: TalkContext): string => `message:${opaque(mid)}`;

/** One person has one reaction to a message at a time. */
export const messageReactionId = (mid: string, talk: Talk, { opaque }: TalkContext): string =>
  `reaction:${opaque(mid)}:${opaque(personOf(talk))}`;

export const retractionOf = (target: string, time: string, actor: MappedData['actor']): MappedInteraction => ({
  id: `${target}:delete`,
  activity: 'retraction',
  time,
  data: { actor, target },
});
