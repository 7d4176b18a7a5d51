import type { Refusal } from '../../shared/errors.ts';
import type { InteractionData } from '../../shared/interaction.ts';
import type { ActorKind, ChannelKind } from '../../shared/vocabulary.ts';
import { embedded, idOf, isA, textOf, typesOf, wordsOf } from './activity-object.ts';

/** What the key's registered source says about its activities. */
export interface ActivityContext {
  source: string;
  channel: string;
  department: string;
  channelKind: ChannelKind | undefined;
  departments: readonly string[];
  /** Kind of an actor that the source knows by its id. */
  actorKind?: (actor: string) => ActorKind | undefined;
}

/** The activity, and what it has of its own in `data`; `id` when it is not the activity's. */
export type Meaning = { activity: string; id?: string | undefined; data?: Partial<InteractionData> } | Refusal;

/** Types of actors; an object of one of them is a person. */
export const people = ['Person', 'Organization', 'Group', 'Service', 'Application'];
const published = ['Note', 'Article', 'Image', 'Video', 'Audio', 'Page', 'Document', 'Question'];
const articles = ['Article', 'Page', 'Document', 'Image', 'Video', 'Audio'];
/** Types of activities that have a meaning here. */
export const verbs =
  'Create Like Dislike EmojiReact Announce Follow View Read Listen Offer Move Add Update Delete Undo TentativeAccept Accept Reject'.split(
    ' ',
  );
const stages = new Map<string, NonNullable<InteractionData['stage']>>([
  ['TentativeAccept', 'reviewed'],
  ['Accept', 'accepted'],
  ['Reject', 'declined'],
  ['Announce', 'told'],
]);

/** Whether some activity of this type has a meaning here. */
export const isSupported = (activity: unknown): boolean => isA(activity, verbs);

/** What an activity means here, by the table of the vocabulary, or why it means nothing. */
export function meaningOf(activity: Record<string, unknown>, kind: ActorKind, context: ActivityContext): Meaning {
  const { object } = activity;
  const internal = context.channelKind === 'internal';
  const isIdea = isA(object, ['Offer']);
  const idea = idOf(embedded(object)?.object) ?? idOf(object);
  const type = typesOf(activity).find((name) => verbs.includes(name)) ?? '';
  const stage = stages.get(type);
  if (isIdea && idea !== undefined && stage !== undefined) return { activity: 'stage', data: { idea, stage } };
  switch (type) {
    case 'Create':
      return createMeaning(activity, kind, context);
    case 'Like':
    case 'Dislike':
      if (type === 'Like' && isIdea && idea !== undefined) return { activity: 'vote', data: { idea } };
      return { activity: 'reaction', data: { reaction: type.toLowerCase() } };
    case 'EmojiReact':
      return { activity: 'reaction', data: { reaction: textOf(activity.content) ?? 'emoji' } };
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
      return internal && isA(object, articles) ? { activity: 'contribution', data: wordsOf(object) } : notSupported;
    case 'Update':
      if (isA(object, people)) return notSupported;
      if (internal && isA(object, ['Page', 'Article'])) return { activity: 'contribution', data: wordsOf(object) };
      return amendment('edit', idOf(object), wordsOf(object));
    case 'Delete':
      // A person who leaves is a request for erasure, not the retraction of one interaction.
      if (isA(object, people) || idOf(object) === idOf(activity.actor)) return notSupported;
      return amendment('retraction', idOf(object));
    case 'Undo':
      return amendment('retraction', (isA(object, ['Create']) && idOf(embedded(object)?.object)) || idOf(object));
    default:
      return notSupported;
  }
}

function createMeaning(activity: Record<string, unknown>, kind: ActorKind, context: ActivityContext): Meaning {
  const object = embedded(activity.object);
  if (object === undefined) return invalid('object', 'Embed the object: a link does not say what was created.');
  if (!isA(object, published)) return notSupported;
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
    const department = context.departments.find((known) => names.some((name) => textOf(name)?.toLowerCase() === known));
    return department === undefined
      ? { code: 'UNKNOWN_DEPARTMENT', path: 'target', message: `Known are ${context.departments.join(', ')}.` }
      : { activity: 'handover', data: { conversation: idOf(activity.object), counterpart: { department } } };
  }
  const idea = idOf(activity.object) ?? idOf(activity);
  if (type === 'Move' || isA(activity.object, ['Relationship', ...people]) || idea === undefined) return notSupported;
  return { activity: 'idea', data: { idea, ...wordsOf(activity.object) } };
}

const amendment = (activity: 'edit' | 'retraction', target: string | undefined, data = {}): Meaning =>
  target === undefined
    ? { code: 'TARGET_REQUIRED', path: 'object.id', message: 'Name the object or activity that is changed by its id.' }
    : { activity, data: { ...data, target } };

/** The refusal of an activity without equivalent. */
export const notSupported: Refusal = {
  code: 'NOT_SUPPORTED',
  path: 'type',
  message: 'This activity has no equivalent here: leave it out.',
};

const invalid = (path: string, message: string): Refusal => ({ code: 'INVALID', path, message });
