import type { Kinds, SourceContext } from '../adapter.ts';
import { kind } from '../kind.ts';
import { fromMilliseconds } from '../provider-time.ts';
import { commentKinds } from './comments.ts';
import { actorOf, conversationOf, type Notification, nameOf, notification, postId } from './notification.ts';

/** `urn:li:like:(urn:li:person:a,urn:li:activity:1)` names who likes. */
const likeUrn = /^urn:li:(?:like|reaction):\((urn:li:[a-zA-Z]+:[^,()]+),/;

const mentioned = kind('mention', notification, (one) => ({
  id: `mention:${nameOf(one.sourcePost)}`,
  activity: 'mention',
  time: fromMilliseconds(one.lastModifiedAt),
  data: {
    actor: actorOf(one.decoratedSourcePost?.owner, one),
    conversation: conversationOf(one),
    text: one.decoratedSourcePost?.text,
  },
}));

/** What becomes of each action that a page is told of. */
export const linkedinKinds: Kinds<unknown> = {
  LIKE: kind('reaction', notification, (one, { opaque }: SourceContext) => {
    const { generatedActivity, notificationId } = one;
    const object = postId(one.sourcePost);
    // Without a URN that names who likes only the notification tells two likes apart.
    const which = generatedActivity === undefined ? `notification:${notificationId}` : opaque(generatedActivity);
    return {
      id: `reaction:${object}:${which}`,
      activity: 'reaction',
      time: fromMilliseconds(one.lastModifiedAt),
      data: { actor: actorOf(likerOf(one), one), object, reaction: 'like' },
    };
  }),
  SHARE: kind('share', notification, (one) => {
    const share = one.decoratedGeneratedActivity?.share;
    const entity = one.generatedActivity ?? share?.entity;
    return {
      id: entity === undefined ? `share:notification:${one.notificationId}` : `share:${nameOf(entity)}`,
      activity: 'share',
      time: fromMilliseconds(one.lastModifiedAt),
      data: { actor: actorOf(share?.owner, one), object: postId(one.sourcePost), text: share?.text },
    };
  }),
  SHARE_MENTION: mentioned,
  PHOTO_MENTION: mentioned,
  ...commentKinds,
  LEAD_ACTION: { ignored: 'a form of an ad: who filled it must be asked for' },
};

const likerOf = ({ generatedActivity }: Notification): string | undefined =>
  generatedActivity === undefined ? undefined : likeUrn.exec(generatedActivity)?.[1];
