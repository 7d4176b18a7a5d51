import { people, verbs } from '../../activity-meaning.ts';
import { idOf, isA, typesOf } from '../../activity-object.ts';
import { isFarewell } from './verify-inbox.ts';

/** Types of the vocabulary that are things and not what somebody did. */
const things =
  'Article Audio Collection CollectionPage Document Event Image Link Mention Note Object OrderedCollection OrderedCollectionPage Page Place Profile Relationship Tombstone Video'.split(
    ' ',
  );

/** Activities that can be what another is done to, beside those that have a meaning here. */
const otherActivities = ['Block', 'Flag', 'Invite', 'Join', 'Question', 'Arrive'];

/**
 * The kind of a document: an activity and what it is done to (`Create.Note`, `Like.link` when that is only named,
 * `Update.actor`), `document.Note` for a thing by itself, `untyped` for one without a type.
 */
export function activityKind(document: Record<string, unknown>): string {
  const types = typesOf(document);
  const type = types.find((name) => verbs.includes(name)) ?? types[0];
  if (type === undefined) return 'untyped';
  const isQuestion = type === 'Question' && document.object === undefined;
  if (isQuestion || things.includes(type) || people.includes(type)) return `document.${type}`;
  const { object } = document;
  if (isA(object, people) || isFarewell(document)) return `${type}.actor`;
  const [objectType] = typesOf(object);
  if (objectType === undefined) return `${type}.${idOf(object) === undefined ? 'nothing' : 'link'}`;
  // Kinds are counted by name, and strangers may make up types without end.
  const isKnown = [things, verbs, otherActivities].some((names) => names.includes(objectType));
  return `${type}.${isKnown ? objectType : 'other'}`;
}
