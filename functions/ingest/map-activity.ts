import type { Refusal } from '../../shared/errors.ts';
import type { CloudEvent, InteractionData } from '../../shared/interaction.ts';
import type { ActorKind, ChannelKind } from '../../shared/vocabulary.ts';
import { embedded, idOf, isA, typesOf, wordsOf } from './activity-object.ts';

/** What the key's registered source says about its activities. */
export interface ActivityContext {
  source: string;
  channel: string;
  department: string;
  channelKind: ChannelKind | undefined;
  departments: readonly string[];
}

type Mapped = { event: unknown } | { id: string | null; refusal: Refusal };
/** The activity, and what it has of its own in `data`; `id` when it is not the activity's. */
type Meaning = { activity: string; id?: string | undefined; data?: Partial<InteractionData> } | Refusal;

const people = ['Person', 'Organization', 'Group', 'Service', 'Application'];
const published = ['Note', 'Article', 'Image', 'Video', 'Audio', 'Page', 'Document', 'Question'];
const articles = ['Article', 'Page', 'Document', 'Image', 'Video', 'Audio'];
const reactions: Record<string, string> = { Like: 'like', Dislike: 'dislike' };
const stages: Record<string, InteractionData['stage']> = {
  TentativeAccept: 'reviewed',
  Accept: 'accepted',
  Reject: 'declined',
  Announce: 'told',
};

/**
 * The CloudEvent (yet unchecked) that an ActivityStreams 2.0 activity stands for, or NOT_SUPPORTED. What a Create made is
 * known by the id of its object, everything else by the id of the activity, so that Delete and Update, which name the
 * object, and Undo, which names the activity, find their target.
 */
export function mapActivity(value: unknown, context: ActivityContext): Mapped {
  const activity = embedded(value);
  const id = idOf(activity) ?? null;
  if (activity === undefined || Array.isArray(value)) return { id, refusal: invalid('', 'It is not an activity.') };
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

function meaningOf(activity: Record<string, unknown>, kind: ActorKind, context: ActivityContext): Meaning {
  const { object } = activity;
  const internal = context.channelKind === 'internal';
  const isIdea = isA(object, ['Offer']);
  const idea = idOf(embedded(object)?.object) ?? idOf(object);
  const type = typesOf(activity)[0] ?? '';
  if (isIdea && idea !== undefined && stages[type] !== undefined) {
    return { activity: 'stage', data: { idea, stage: stages[type] } };
  }
  switch (type) {
    case 'Create':
      return createMeaning(activity, kind, context);
    case 'Like':
    case 'Dislike':
      if (type === 'Like' && isIdea && idea !== undefined) return { activity: 'vote', data: { idea } };
      return { activity: 'reaction', data: { reaction: reactions[type] } };
    case 'EmojiReact':
      return { activity: 'reaction', data: { reaction: String(activity.content ?? 'emoji') } };
    case 'Announce':
      return { activity: 'share' };
    case 'Follow':
      return { activity: 'follow' };
    case 'View':
    case 'Read':
    case 'Listen':
      return { activity: 'view' };
    case 'Offer':
    case 'Move':
      return offerMeaning(activity, type, context);
    case 'Add':
      return internal && isA(object, articles) ? { activity: 'contribution', data: wordsOf(object) } : notSupported();
    case 'Update':
      if (isA(object, people)) return notSupported();
      if (internal && isA(object, ['Page', 'Article'])) return { activity: 'contribution', data: wordsOf(object) };
      return amendment('edit', idOf(object), wordsOf(object));
    case 'Delete':
      // A person who leaves is a request for erasure, not the retraction of one interaction.
      if (isA(object, people) || idOf(object) === idOf(activity.actor)) return notSupported();
      return amendment('retraction', idOf(object));
    case 'Undo':
      return amendment('retraction', (isA(object, ['Create']) && idOf(embedded(object)?.object)) || idOf(object));
    default:
      return notSupported();
  }
}

function createMeaning(activity: Record<string, unknown>, kind: ActorKind, context: ActivityContext): Meaning {
  const object = embedded(activity.object);
  if (object === undefined) return invalid('object', 'Embed the object: a link does not say what was created.');
  if (!isA(object, published)) return notSupported();
  const data = wordsOf(object);
  const id = idOf(object);
  const ours = kind === 'brand' || kind === 'employee';
  const answers = idOf(object.inReplyTo) !== undefined;
  if (context.channelKind === 'internal')
    return { activity: isA(object, articles) ? 'contribution' : 'message', id, data };
  if (ours) return { activity: answers ? 'reply' : 'post', id, data };
  if (answers) return { activity: 'comment', id, data };
  if ([object.tag].flat().some((tag) => isA(tag, ['Mention']))) return { activity: 'mention', id, data };
  return { activity: idOf(object.context ?? activity.context) === undefined ? 'post' : 'enquiry', id, data };
}

/** To a department's group it hands a conversation over, else an Offer is an idea. */
function offerMeaning(activity: Record<string, unknown>, type: string, context: ActivityContext): Meaning {
  if (isA(activity.target, ['Group'])) {
    const group = embedded(activity.target);
    const names = [group?.preferredUsername, group?.name, idOf(group)?.split('/').at(-1)];
    const department = context.departments.find((known) => names.some((name) => String(name).toLowerCase() === known));
    return department === undefined
      ? { code: 'UNKNOWN_DEPARTMENT', path: 'target', message: `Known are ${context.departments.join(', ')}.` }
      : { activity: 'handover', data: { conversation: idOf(activity.object), counterpart: { department } } };
  }
  const idea = idOf(activity.object) ?? idOf(activity);
  if (type === 'Move' || isA(activity.object, ['Relationship', ...people]) || idea === undefined) return notSupported();
  return { activity: 'idea', data: { idea, ...wordsOf(activity.object) } };
}

const amendment = (activity: 'edit' | 'retraction', target: string | undefined, data = {}): Meaning =>
  target === undefined
    ? { code: 'TARGET_REQUIRED', path: 'object.id', message: 'Name the object or activity that is changed by its id.' }
    : { activity, data: { ...data, target } };

/** What the activity is about: a person is replaced by a pseudonym later, so it must not stand in `object`. */
function subjectOf(activity: Record<string, unknown>): Partial<InteractionData> {
  const { object, type } = activity;
  const id = idOf(object);
  const data: Partial<InteractionData> = {};
  if (id !== undefined && (type === 'Follow' || isA(object, people))) data.counterpart = { id };
  else if (id !== undefined) data.object = id;
  const details = embedded(object);
  const inReplyTo = idOf(details?.inReplyTo);
  const conversation = idOf(details?.context ?? details?.conversation ?? activity.context);
  if (inReplyTo !== undefined) data.inReplyTo = inReplyTo;
  if (conversation !== undefined) data.conversation = conversation;
  return data;
}

function actorKindOf(activity: Record<string, unknown>, actor: string, context: ActivityContext): ActorKind {
  if (actor === context.source) return 'brand';
  if (isA(activity.actor, ['Service', 'Application'])) return 'bot';
  return context.channelKind === 'internal' ? 'employee' : 'public';
}

const invalid = (path: string, message: string): Refusal => ({ code: 'INVALID', path, message });
const notSupported = (): Refusal => ({
  code: 'NOT_SUPPORTED',
  path: 'type',
  message: 'This activity has no equivalent here: leave it out.',
});
