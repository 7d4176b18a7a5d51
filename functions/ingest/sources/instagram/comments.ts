import * as z from 'zod';
import type { Kinds, MappedData, SourceContext } from '../adapter.ts';
import { kind } from '../kind.ts';
import { metaId, metaTime, unknownPerson } from '../meta/fields.ts';
import type { MetaSettings } from '../meta/settings.ts';

const change = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.looseObject({
    entry: z.looseObject({ id: metaId, time: metaTime }),
    change: z.looseObject({ value: z.looseObject(shape) }),
  });

/** Versions before 2021 say neither who commented nor on what. */
const comment = change({
  id: metaId,
  text: z.string().optional(),
  /** The scoped id is there when the account itself comments. */
  from: z.looseObject({ id: metaId, self_ig_scoped_id: metaId.optional() }).optional(),
  media: z.looseObject({ id: metaId }).optional(),
  parent_id: metaId.optional(),
});
const mention = change({ media_id: metaId, comment_id: metaId.optional() });

const commentId = (id: string): string => `comment:${id}`;
const conversationOf = (media: string): string => `instagram:${media}`;

const commented = kind('comment; by the account: reply', comment, (payload) => {
  const { id, text, from, media, parent_id } = payload.change.value;
  const own = from !== undefined && (from.id === payload.entry.id || from.self_ig_scoped_id !== undefined);
  const person = from === undefined ? unknownPerson('instagram') : `instagram:${from.id}`;
  const actor: MappedData['actor'] = {
    id: own ? `instagram:${payload.entry.id}` : person,
    kind: own ? 'brand' : 'public',
  };
  const object = media === undefined ? undefined : `media:${media.id}`;
  return {
    id: commentId(id),
    activity: own ? 'reply' : 'comment',
    // A comment has no time of its own: Meta says when it noticed it.
    time: payload.entry.time,
    data: {
      actor,
      conversation: media && conversationOf(media.id),
      inReplyTo: parent_id === undefined ? object : commentId(parent_id),
      text,
    },
  };
});

/** What people write below what the account publishes, and where they name it. */
export const commentKinds: Kinds<MetaSettings> = {
  comments: commented,
  live_comments: commented,
  mentions: kind('mention', mention, (payload, _context: SourceContext<MetaSettings>) => {
    const { media_id, comment_id } = payload.change.value;
    const object = comment_id === undefined ? `media:${media_id}` : commentId(comment_id);
    return {
      id: `mention:${object}`,
      activity: 'mention',
      time: payload.entry.time,
      data: {
        actor: { id: unknownPerson('instagram'), kind: 'public' },
        object,
        conversation: conversationOf(media_id),
      },
    };
  }),
};
