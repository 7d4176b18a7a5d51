import type { Mapped, MappedInteraction } from '../adapter.ts';
import { fromText } from '../provider-time.ts';
import type { Follow, ResponseToUs } from './entities.ts';
import { actorOf, type Context } from './map-status.ts';

/** A like or boost of a status of the account: there is one of each for a person and a status. */
export const mapResponse =
  (activity: 'reaction' | 'share') =>
  ({ notification }: ResponseToUs, context: Context): MappedInteraction => {
    const { account, status, created_at } = notification;
    const actor = actorOf(account, context);
    const what = activity === 'reaction' ? 'reaction:like' : 'share';
    return {
      id: `${what}:${status.id}:${context.opaque(actor.id)}`,
      activity,
      time: fromText(created_at),
      data: { actor, object: `status:${status.id}`, reaction: activity === 'reaction' ? 'like' : undefined },
    };
  };

export function mapFollow({ notification }: Follow, context: Context): Mapped {
  const actor = actorOf(notification.account, context);
  return {
    id: `follow:${context.opaque(actor.id)}`,
    activity: 'follow',
    time: fromText(notification.created_at),
    data: { actor },
  };
}
