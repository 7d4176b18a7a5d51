import type { Refusal } from '../../shared/errors.ts';
import type { CloudEvent, InteractionData } from '../../shared/interaction.ts';
import type { ActorKind } from '../../shared/vocabulary.ts';
import { type ActivityContext, isSupported, meaningOf, notSupported, people } from './activity-meaning.ts';
import { embedded, idOf, isA } from './activity-object.ts';

type Mapped = { event: unknown } | { id: string | null; refusal: Refusal };

/**
 * The CloudEvent (yet unchecked) that an ActivityStreams 2.0 activity stands for, or NOT_SUPPORTED. What a Create made is
 * known by the id of its object, everything else by the id of the activity, so that Delete and Update, which name the
 * object, and Undo, which names the activity, find their target.
 */
export function mapActivity(value: unknown, context: ActivityContext): Mapped {
  const activity = embedded(value);
  const id = idOf(activity) ?? null;
  if (activity === undefined || Array.isArray(value)) return { id, refusal: invalid('', 'It is not an activity.') };
  if (!isSupported(activity)) return { id, refusal: notSupported };
  const actor = idOf(activity.actor);
  if (actor === undefined) return { id, refusal: invalid('actor.id', 'An activity needs an actor with an id.') };
  const kind = actorKindOf(activity, actor, context);
  const meaning = meaningOf(activity, kind, context);
  if ('code' in meaning) return { id, refusal: meaning };
  const eventId = meaning.id ?? id;
  if (eventId === null) {
    return { id, refusal: invalid('id', 'It needs an id: without one, sending it again would count it again.') };
  }
  const object = embedded(activity.object);
  const event: Omit<CloudEvent, 'time'> & { time: unknown } = {
    specversion: '1.0',
    id: eventId,
    source: context.source,
    type: `polylog.${meaning.activity}.v1`,
    time: activity.published ?? activity.updated ?? object?.updated ?? object?.deleted ?? object?.published,
    data: {
      channel: context.channel,
      department: context.department,
      actor: { id: actor, kind },
      ...subjectOf(activity),
      ...meaning.data,
    },
  };
  return { event };
}

/** What the activity is about: a person is replaced by a pseudonym later, so it must not stand in `object`. */
function subjectOf(activity: Record<string, unknown>): Partial<InteractionData> {
  const { object } = activity;
  const id = idOf(object);
  const data: Partial<InteractionData> = {};
  if (id !== undefined && (isA(activity, ['Follow']) || isA(object, people))) data.counterpart = { id };
  else if (id !== undefined) data.object = id;
  const details = embedded(object);
  const inReplyTo = idOf(details?.inReplyTo);
  const conversation = idOf(details?.context ?? details?.conversation ?? activity.context);
  if (inReplyTo !== undefined) data.inReplyTo = inReplyTo;
  if (conversation !== undefined) data.conversation = conversation;
  return data;
}

function actorKindOf(activity: Record<string, unknown>, actor: string, context: ActivityContext): ActorKind {
  const known = context.actorKind?.(actor);
  if (known !== undefined) return known;
  if (actor === context.source) return 'brand';
  if (isA(activity.actor, ['Service', 'Application'])) return 'bot';
  return context.channelKind === 'internal' ? 'employee' : 'public';
}

const invalid = (path: string, message: string): Refusal => ({ code: 'INVALID', path, message });
