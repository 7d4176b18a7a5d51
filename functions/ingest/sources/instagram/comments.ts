import * as z from 'zod';
import type { Kinds, MappedInteraction, SourceContext } from '../adapter.ts';
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

type Comment = z.infer<typeof comment>;
type Context = SourceContext<MetaSettings>;

function commented({ entry, change: { value } }: Comment): MappedInteraction {
  const { id, text, from, media, parent_id } = value;
  const own = from !== undefined && (from.id === entry.id || from.self_ig_scoped_id !== undefined);
  const person = from === undefined ? unknownPerson('instagram') : `instagram:${from.id}`;
  const object = media === undefined ? undefined : `media:${media.id}`;
  return {
    id: commentId(id),
    activity: own ? 'reply' : 'comment',
    // A comment has no time of its own: Meta says when it sent the notification.
    time: entry.time,
    data: {
      actor: { id: own ? `instagram:${entry.id}` : person, kind: own ? 'brand' : 'public' },
      conversation: media && conversationOf(media.id),
      inReplyTo: parent_id === undefined ? object : commentId(parent_id),
      text,
    },
  };
}

/** At a support account what others say below a picture is a question, and it has its own answer: it is a conversation. */
function asked(payload: Comment, { settings }: Context): MappedInteraction {
  const mapped = commented(payload);
  if (!settings.support) return mapped;
  const { id, parent_id } = payload.change.value;
  const { actor } = mapped.data;
  if (actor.kind === 'brand' && parent_id === undefined) return mapped;
  const data = { ...mapped.data, conversation: `instagram:comment:${parent_id ?? id}` };
  if (parent_id !== undefined) return { ...mapped, data };
  return { ...mapped, activity: 'enquiry', data: { ...data, actor: { ...actor, kind: 'customer' } } };
}

/** What people write below what the account publishes, and where they name it. */
export const commentKinds: Kinds<MetaSettings> = {
  comments: kind(
    'comment; by the account: reply; by others with `support`, when it answers no comment: enquiry',
    comment,
    asked,
  ),
  live_comments: kind('comment; by the account: reply', comment, commented),
  mentions: kind('mention', mention, (payload, _context: Context) => {
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
