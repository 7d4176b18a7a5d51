import * as z from 'zod';
import type { MappedData } from '../adapter.ts';
import { metaId, metaTime, unknownPerson } from '../meta/fields.ts';

/** A change of a page's feed; `time` is when Meta sent the notification. */
export const pageChange = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.looseObject({
    entry: z.looseObject({ id: metaId, time: metaTime }),
    change: z.looseObject({ value: z.looseObject({ created_time: metaTime.optional(), ...shape }) }),
  });

/** Who did it: `from`, in versions before 2.11 `sender_id`, and `user_id` for a like of the page itself. */
export const author = {
  from: z.looseObject({ id: metaId }).optional(),
  sender_id: metaId.optional(),
  user_id: metaId.optional(),
};
const authorFields = Object.keys(author);

/** A change whose author is known: Meta leaves authors out when the app may not read what people write on the page. */
export const authoredChange = <Shape extends z.ZodRawShape>(shape: Shape) =>
  pageChange({ ...author, ...shape }).check(({ value, issues }) => {
    const said: Record<string, unknown> = value.change.value;
    if (authorFields.every((field) => said[field] === undefined)) {
      issues.push({ code: 'custom', path: ['change', 'value', 'from'], input: value, message: 'missing' });
    }
  });

interface Authored {
  entry: { id: string };
  change: {
    value: { from?: { id: string } | undefined; sender_id?: string | undefined; user_id?: string | undefined };
  };
}

/** The page itself is the brand; one and the same unknown person stands for everybody who is not named. */
export function authorOf({ entry, change }: Authored): MappedData['actor'] {
  const { from, sender_id, user_id } = change.value;
  const id = from?.id ?? sender_id ?? user_id;
  if (id === undefined) return { id: unknownPerson('facebook'), kind: 'public' };
  return { id: `facebook:${id}`, kind: id === entry.id ? 'brand' : 'public' };
}

/** An id `owner_number` names its owner: a person's is opaque, the page's stays as it is. */
export const pageObject = (id: string, page: string, opaque: (text: string) => string): string =>
  id.startsWith(`${page}_`) || !id.includes('_') ? id : opaque(id);
