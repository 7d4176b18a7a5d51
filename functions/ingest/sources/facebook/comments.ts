import * as z from 'zod';
import type { ActorKind } from '../../../../shared/vocabulary.ts';
import type { Kinds, MappedData, SourceContext } from '../adapter.ts';
import { kind } from '../kind.ts';
import { metaId } from '../meta/fields.ts';
import type { MetaSettings } from '../meta/settings.ts';
import { retractionOf } from '../meta/talk.ts';
import { authoredChange, authorOf } from './change.ts';

/** The ids of what people respond to, and of the conversation below it. */
export type SubjectIds = (
  postId: string,
  page: string,
  context: SourceContext<MetaSettings>,
) => { id: string; conversation: string };

const comment = authoredChange({
  comment_id: metaId,
  post_id: metaId,
  parent_id: metaId.optional(),
  message: z.string().optional(),
});
const removed = authoredChange({ comment_id: metaId });

export const commentId = (id: string): string => `comment:${id}`;

const becomes = {
  feed: 'comment; by the page: reply; by others with `support`, when it answers no comment: enquiry',
  ratings: 'comment; by the page: reply',
};
const activities: Partial<Record<ActorKind, 'reply' | 'enquiry'>> = { brand: 'reply', customer: 'enquiry' };

/** Comments below what `ids` names, in the field `feed` or `ratings` of a page. */
export function commentKinds(field: 'feed' | 'ratings', ids: SubjectIds): Kinds<MetaSettings> {
  const said = (payload: z.infer<typeof comment>, context: SourceContext<MetaSettings>): MappedData => {
    const { post_id, comment_id, parent_id, message } = payload.change.value;
    const { id, conversation } = ids(post_id, payload.entry.id, context);
    const answered = parent_id === post_id ? undefined : parent_id;
    const actor = authorOf(payload);
    const isSupport = field === 'feed' && context.settings.support === true;
    const asks = isSupport && answered === undefined && actor.kind === 'public';
    const thread = asks ? comment_id : answered;
    return {
      actor: asks ? { ...actor, kind: 'customer' } : actor,
      // Below one post many may ask: each question has its own answer.
      conversation: isSupport && thread !== undefined ? `facebook:comment:${thread}` : conversation,
      inReplyTo: answered === undefined ? id : commentId(answered),
      text: message,
    };
  };
  return {
    [`${field}.comment.add`]: kind(becomes[field], comment, (payload, context) => {
      const data = said(payload, context);
      const { comment_id, created_time } = payload.change.value;
      return {
        id: commentId(comment_id),
        activity: activities[data.actor.kind] ?? 'comment',
        time: created_time ?? payload.entry.time,
        data,
      };
    }),
    [`${field}.comment.edited`]: kind('edit', comment, (payload, context) => {
      const target = commentId(payload.change.value.comment_id);
      const { time } = payload.entry;
      return { id: `${target}:edit:${time}`, activity: 'edit', time, data: { ...said(payload, context), target } };
    }),
    [`${field}.comment.remove`]: kind('retraction', removed, (payload) =>
      retractionOf(commentId(payload.change.value.comment_id), payload.entry.time, authorOf(payload)),
    ),
  };
}
