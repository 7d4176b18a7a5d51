import * as z from 'zod';
import type { Kinds, MappedInteraction, SourceContext } from '../adapter.ts';
import { kind } from '../kind.ts';
import { fromSeconds } from '../provider-time.ts';
import { addresseeOf } from './addressee.ts';
import { authorOf, directionOf, envelopeShape, isShared } from './envelope.ts';
import type { SlackSettings } from './settings.ts';

const event = z.looseObject({
  ...envelopeShape,
  event: z.looseObject({
    user: z.string(),
    reaction: z.string(),
    item_user: z.string().nullish(),
    item: z.looseObject({ type: z.string(), channel: z.string().optional(), ts: z.string().optional() }),
    event_ts: z.string(),
  }),
});
type Context = SourceContext<SlackSettings>;

/** What a reaction may be called here; Slack allows 100 characters. */
const nameLength = 64;

/** Reactions to messages. */
export const reactionKinds: Kinds<SlackSettings> = {
  reaction_added: kind('reaction to a message', event, reacted),
  reaction_removed: kind('retraction', event, (payload, context: Context) => {
    const added = reacted(payload, context);
    return added.map(({ id, time, data }) => ({
      id: `${id}:removed`,
      activity: 'retraction',
      time,
      data: { ...data, target: id },
    }));
  }),
};

function reacted(
  { event: { user, reaction, item, item_user, event_ts }, ...envelope }: z.infer<typeof event>,
  { settings, opaque }: Context,
): MappedInteraction[] {
  if (item.type !== 'message' || item.channel === undefined || item.ts === undefined) return [];
  // Of who reacts Slack does not tell the company, so in a shared channel only those are counted who are known.
  if (isShared(envelope) && settings.departments[user] === undefined) return [];
  const actor = authorOf({ user }, envelope, settings);
  const message = `message:${item.channel}:${item.ts}`;
  const data = {
    actor,
    department: actor.department ?? settings.departments[item.channel],
    direction: directionOf(actor, envelope),
    counterpart: addresseeOf({ channel: item.channel, parent_user_id: item_user }, actor, settings),
    object: message,
    reaction: reaction.slice(0, nameLength),
  };
  const id = `reaction:${reaction}:${message}:${opaque(`slack:${user}`)}`;
  return [{ id, activity: 'reaction', time: fromSeconds(event_ts), data }];
}
