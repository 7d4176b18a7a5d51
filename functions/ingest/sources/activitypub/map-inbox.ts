import type { Refusal } from '../../../../shared/errors.ts';
import type { InteractionData } from '../../../../shared/interaction.ts';
import { embedded, idOf, isA } from '../../activity-object.ts';
import { mapActivity } from '../../map-activity.ts';
import type { Mapped, MappedData, MappedInteraction, SourceContext } from '../adapter.ts';
import { languageTag } from '../language-tag.ts';
import { fromMilliseconds } from '../provider-time.ts';
import { addresseesOf, isEverybody } from './addressees.ts';
import { answersItself } from './answers-itself.ts';
import type { InboxSettings } from './inbox-settings.ts';

/** An activity of the inbox, and when its delivery was signed, in milliseconds since 1970. */
export interface InboxPayload {
  activity: Record<string, unknown>;
  signedAt?: number | null | undefined;
}

type Context = SourceContext<InboxSettings>;
type Event = { id: string; type: string; time?: unknown; data: InteractionData };

/**
 * What an activity of an account's inbox becomes: as ActivityStreams bodies do, with all ids hashed, as they hold handles.
 * Words that are not for the account, and likes and shares of what is not its own, are of no interest: they came because
 * it follows somebody. Who changes or takes back something must be of its server.
 */
export function mapInbox({ activity, signedAt }: InboxPayload, context: Context): Mapped {
  const accounts = [context.source, ...context.settings.accounts];
  const actorKind = (actor: string) =>
    accounts.includes(actor) ? 'brand' : context.settings.team.includes(actor) ? 'employee' : undefined;
  const mapped = mapActivity(activity, { ...context, actorKind });
  if ('refusal' in mapped) {
    const { refusal } = mapped;
    return refusal.code === 'NOT_SUPPORTED' ? [] : { ...refusal, path: `activity.${refusal.path}` };
  }
  const foreign = foreignId(activity);
  if (foreign !== undefined) return foreign;
  const event = mapped.event as Event;
  const ours = ['brand', 'employee'].includes(event.data.actor.kind);
  const worded = isA(activity, ['Create', 'Update']);
  const addressees = addresseesOf(activity);
  const isForUs =
    ours || context.channelKind === 'internal' || accounts.some((account) => addressees.includes(account));
  if (worded && !isForUs) return [];
  if (!isForUs && isOfOthers(activity, accounts)) return [];
  const isPrivate = addressees.length > 0 && !addressees.some(isEverybody);
  const asks = !ours && worded && (isPrivate || (context.settings.support && event.data.inReplyTo === undefined));
  const { channel: _channel, department: _department, ...data } = event.data;
  const said = event.type.split('.')[1] as MappedInteraction['activity'];
  const given = ours && said === 'reply' && answersItself(activity, addressees) ? 'post' : said;
  const opening = given === 'post' || given === 'enquiry' ? 'mention' : given;
  return {
    id: context.opaque(event.id),
    activity: given === 'edit' || ours || context.channelKind === 'internal' ? given : asks ? 'enquiry' : opening,
    // Likes, follows and deletions of most servers have no time of their own.
    time: event.time === undefined ? fromMilliseconds(signedAt ?? Number.NaN) : String(event.time),
    data: hidden(data, worded && given !== 'edit' ? event.id : undefined, context),
  };
}

/** A like or share of something at a server where no account of ours is, as who is followed shares that, too; or its end. */
function isOfOthers(activity: Record<string, unknown>, accounts: readonly string[]): boolean {
  const object = idOf(activity.object);
  const undone = isA(activity, ['Undo']) ? embedded(activity.object) : undefined;
  if (undone !== undefined) return isOfOthers(undone, accounts);
  if (!isA(activity, ['Like', 'Dislike', 'EmojiReact', 'Announce']) || isA(activity.object, ['Offer'])) return false;
  return object !== undefined && !accounts.some((account) => originOf(account) === originOf(object));
}

/** Ids with their handles hashed; a thread without an id is known by what it answers, or by what opens it. */
function hidden(data: MappedData, opens: string | undefined, { opaque }: Context): MappedData {
  const { actor, counterpart, object, target, inReplyTo, idea } = data;
  const conversation = data.conversation ?? (opens === undefined ? undefined : (inReplyTo ?? opens));
  const hash = (id: string | undefined) => (id === undefined ? undefined : opaque(id));
  const person = counterpart?.id === undefined ? counterpart : { ...counterpart, id: `activitypub:${counterpart.id}` };
  return {
    ...data,
    actor: { ...actor, id: `activitypub:${actor.id}` },
    counterpart: person,
    object: hash(object),
    target: hash(target),
    inReplyTo: hash(inReplyTo),
    idea: hash(idea),
    language: languageTag(data.language),
    conversation: conversation === undefined ? undefined : `activitypub:${opaque(conversation)}`,
  };
}

/** A server speaks for its own actors, so what they make, change and take back has an id of the same origin. */
function foreignId(activity: Record<string, unknown>): Refusal | undefined {
  const origin = originOf(idOf(activity.actor));
  const path = [
    idOf(activity) !== undefined && originOf(idOf(activity)) !== origin && 'activity.id',
    isA(activity, ['Create', 'Update', 'Delete', 'Undo']) &&
      idOf(activity.object) !== undefined &&
      originOf(idOf(activity.object)) !== origin &&
      'activity.object.id',
    isA(activity, ['Undo']) &&
      idOf(embedded(activity.object)?.object) !== undefined &&
      isA(activity.object, ['Create']) &&
      originOf(idOf(embedded(activity.object)?.object)) !== origin &&
      'activity.object.object.id',
  ].find((found) => found !== false);
  return path === undefined
    ? undefined
    : { code: 'INVALID', path, message: "The id is not of its actor's server, which alone may change it." };
}

const originOf = (id: string | undefined): string | undefined =>
  id !== undefined && URL.canParse(id) ? new URL(id).origin : undefined;
