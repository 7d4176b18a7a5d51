import { embedded, idOf, isA } from '../../activity-object.ts';

/** Whether the id stands for the public, as servers write it. */
export const isEverybody = (id: string): boolean => /(^as:|^|activitystreams#)Public$/.test(id);

/** Everyone the activity and its object are addressed to, or mention. */
export function addresseesOf(activity: Record<string, unknown>): string[] {
  const object = embedded(activity.object) ?? {};
  const lists = [activity, object].flatMap(({ to, cc, bto, bcc, audience }) => [to, cc, bto, bcc, audience]);
  const mentions = [object.tag].flat().filter((tag) => isA(tag, ['Mention']));
  return [...lists.flat().map(idOf), ...mentions.map((tag) => idOf(embedded(tag)?.href))].filter(
    (id) => id !== undefined,
  );
}
