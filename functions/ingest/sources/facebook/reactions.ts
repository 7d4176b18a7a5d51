import * as z from 'zod';
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
 * versions call it a like, so both have one id. A like of nothing is one of the page itself.
 */
export function reactionKinds(field: 'feed' | 'ratings', ids: SubjectIds): Kinds<MetaSettings> {
  const reacted = (payload: Reaction, context: Context): MappedInteraction => {
    const { post_id, comment_id, reaction_type, created_time } = payload.change.value;
    const { id: page, time } = payload.entry;
    const actor = authorOf(payload);
    const when = created_time ?? time;
    if (comment_id == null && post_id === undefined) {
      return { id: `follow:${page}:${context.opaque(actor.id)}`, activity: 'follow', time: when, data: { actor } };
    }
    const object = comment_id != null ? commentId(comment_id) : ids(post_id ?? '', page, context).id;
    const id = `reaction:${object}:${context.opaque(actor.id)}`;
    return { id, activity: 'reaction', time: when, data: { actor, object, reaction: reaction_type ?? 'like' } };
  };
  const undone = (payload: Reaction, context: Context): MappedInteraction => {
    const { id, data } = reacted(payload, context);
    return retractionOf(id, payload.entry.time, data.actor);
  };
  return {
    [`${field}.reaction.add`]: kind('reaction', reaction, reacted),
    [`${field}.reaction.edited`]: kind('edit', reaction, (payload, context: Context) => {
      const { id: target, data } = reacted(payload, context);
      const { time } = payload.entry;
      return { id: `${target}:edit:${time}`, activity: 'edit', time, data: { ...data, target } };
    }),
    [`${field}.reaction.remove`]: kind('retraction', reaction, undone),
    [`${field}.like.add`]: kind('reaction; of the page itself: follow', reaction, reacted),
    [`${field}.like.remove`]: kind('retraction', reaction, undone),
  };
}
