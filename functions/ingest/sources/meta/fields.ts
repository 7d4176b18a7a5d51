import * as z from 'zod';
import { fromMilliseconds, fromSeconds } from '../provider-time.ts';

/** An id of the Graph API: a text today, a number in older versions. */
export const metaId = z.union([z.string().min(1), z.number()]).transform(String);

/** From here on a number counts milliseconds, not seconds: pages say seconds, messages milliseconds. */
const millisecondsFrom = 1e11;

/** An instant of the Graph API, in seconds or milliseconds since 1970, as RFC 3339. */
export const metaTime = z
  .union([z.number(), z.string().regex(/^\d+$/)])
  .transform((time) => (Number(time) < millisecondsFrom ? fromSeconds(time) : fromMilliseconds(time)));

/** What a person or a page is named by where the provider does not say who it was: one and the same for all of them. */
export const unknownPerson = (provider: string): string => `${provider}:unknown`;
