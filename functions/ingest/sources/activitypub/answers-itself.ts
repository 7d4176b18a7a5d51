import { embedded, idOf } from '../../activity-object.ts';
import { isEverybody } from './addressees.ts';

/**
 * Whether who writes goes on with a thread of their own: what is answered lies below their own address or says that it is
 * theirs, or nobody else is addressed, as who is answered always is.
 */
export function answersItself(activity: Record<string, unknown>, addressees: readonly string[]): boolean {
  const actor = idOf(activity.actor);
  const answered = embedded(activity.object)?.inReplyTo;
  const isOwn = (id: string) => id === actor || id.startsWith(`${actor}/`);
  if (idOf(embedded(answered)?.attributedTo) === actor || isOwn(idOf(answered) ?? '')) return true;
  return addressees.length > 0 && addressees.every((one) => isEverybody(one) || isOwn(one));
}
