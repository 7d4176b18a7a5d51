import * as z from 'zod';
import type { Refusal } from '../../../../shared/errors.ts';
import type { Kinds, MappedInteraction, SourceContext } from '../adapter.ts';
import { kind } from '../kind.ts';
import { metaId } from '../meta/fields.ts';
import type { MetaSettings } from '../meta/settings.ts';
import { retractionOf } from '../meta/talk.ts';
import { authoredChange, authorOf } from './change.ts';
import { commentId, type SubjectIds } from './comments.ts';

const reaction = authoredChange({
  post_id: metaId.optional(),
  comment_id: metaId.nullish(),
  reaction_type: z.string().optional(),
});
type Reaction = z.infer<typeof reaction>;
type Context = SourceContext<MetaSettings>;

/**
 * Reactions to what `ids` names and to comments below it. A person has one reaction to a thing at a time, and older
 * versions call it a like, so both have one id.
 */
export function reactionKinds(field: 'feed' | 'ratings', ids: SubjectIds): Kinds<MetaSettings> {
  const objectOf = ({ entry, change }: Reaction, context: Context): string | undefined => {
    const { post_id, comment_id } = change.value;
    if (comment_id != null) return commentId(comment_id);
    return post_id === undefined ? undefined : ids(post_id, entry.id, context).id;
  };
  const reacted = (payload: Reaction, context: Context): MappedInteraction | Refusal => {
    const object = objectOf(payload, context);
    if (object === undefined) return likedPage(payload, context);
    const { reaction_type, created_time } = payload.change.value;
    const actor = authorOf(payload);
    return {
      id: `reaction:${object}:${context.opaque(actor.id)}`,
      activity: 'reaction',
      time: created_time ?? payload.entry.time,
      data: { actor, object, reaction: reaction_type ?? 'like' },
    };
  };
  const undone = (payload: Reaction, context: Context): MappedInteraction | Refusal => {
    const done = reacted(payload, context);
    return 'code' in done ? done : retractionOf(done.id, payload.entry.time, done.data.actor);
  };
  return {
    [`${field}.reaction.add`]: kind('reaction', reaction, reacted),
    [`${field}.reaction.edited`]: kind('edit', reaction, (payload, context: Context) => {
      const done = reacted(payload, context);
      if ('code' in done) return done;
      const { time } = payload.entry;
      const data = { ...done.data, target: done.id };
      return { id: `${done.id}:edit:${time}`, activity: 'edit', time, data };
    }),
    [`${field}.reaction.remove`]: kind('retraction', reaction, undone),
    [`${field}.like.add`]: kind(
      field === 'feed' ? 'reaction; of the page itself: follow' : 'reaction',
      reaction,
      reacted,
    ),
    [`${field}.like.remove`]: kind('retraction', reaction, undone),
  };
}

/** A like of no post or comment is one of the page itself when it names its author as these do. */
function likedPage(payload: Reaction, { opaque }: Context): MappedInteraction | Refusal {
  const { entry, change } = payload;
  if (change.value.user_id === undefined) {
    return { code: 'CHANGED_SHAPE', path: 'change.value.post_id', message: 'It does not say what the reaction is to.' };
  }
  const actor = authorOf(payload);
  const time = change.value.created_time ?? entry.time;
  return { id: `follow:${entry.id}:${opaque(actor.id)}`, activity: 'follow', time, data: { actor } };
}
