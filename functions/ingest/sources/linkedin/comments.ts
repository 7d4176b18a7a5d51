import type { Refusal } from '../../../../shared/errors.ts';
import type { Kinds, MappedData, MappedInteraction } from '../adapter.ts';
import { kind } from '../kind.ts';
import { fromMilliseconds } from '../provider-time.ts';
import { actorOf, conversationOf, type Notification, notification, postId } from './notification.ts';

/** `urn:li:comment:(activity:1,2)` and `urn:li:comment:(urn:li:activity:1,2)` are the same comment. */
const commentUrn = /^urn:li:comment:\(.*,(\d+)\)$/;

const idOf = (urn: string | undefined): string | undefined => {
  const number = urn === undefined ? undefined : commentUrn.exec(urn)?.[1];
  return number === undefined ? undefined : `comment:${number}`;
};

/** Maps a notification about a comment whose id is known. */
const about =
  (map: (id: string, data: MappedData, time: string) => MappedInteraction) =>
  (one: Notification): MappedInteraction | Refusal => {
    const comment = one.decoratedGeneratedActivity?.comment;
    const id = idOf(one.generatedActivity) ?? idOf(comment?.entity);
    if (id === undefined) {
      return { code: 'CHANGED_SHAPE', path: 'generatedActivity', message: 'The URN of a comment is expected.' };
    }
    const data = {
      actor: actorOf(comment?.owner, one),
      conversation: conversationOf(one),
      inReplyTo: idOf(comment?.object) ?? postId(one.sourcePost),
      text: comment?.text,
    };
    return map(id, data, fromMilliseconds(one.lastModifiedAt));
  };

const commented = about((id, data, time) => ({
  id,
  activity: data.actor.kind === 'brand' ? 'reply' : 'comment',
  time,
  data,
}));

/** Comments below a post, and what becomes of them. */
export const commentKinds: Kinds<unknown> = {
  COMMENT: kind('comment; by the page: reply', notification, commented),
  ADMIN_COMMENT: kind('reply', notification, (one) => {
    const reply = commented(one);
    if ('code' in reply) return reply;
    const actor = actorOf(one.organizationalEntity, one);
    return { ...reply, activity: 'reply', data: { ...reply.data, actor } };
  }),
  COMMENT_EDIT: kind(
    'edit',
    notification,
    about((target, data, time) => ({
      id: `${target}:edit:${time}`,
      activity: 'edit',
      time,
      data: { ...data, target },
    })),
  ),
  COMMENT_DELETE: kind(
    'retraction',
    notification,
    about((target, { actor }, time) => ({
      id: `${target}:delete`,
      activity: 'retraction',
      time,
      data: { actor, target },
    })),
  ),
};
