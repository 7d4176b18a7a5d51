import * as z from 'zod';

/** Ids become part of cell keys, so they are short and plain. */
export const idSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'lower-case letters, digits and hyphens, at most 40, no hyphen first');

/** A day of the home zone's calendar, YYYY-MM-DD. */
export const daySchema = z.iso.date();

const text = (most: number) => z.string().trim().min(1, 'not empty').max(most, `at most ${most} characters`);

/** A name as people read it. */
export const nameSchema = text(200);

/** A name in both languages. */
export const translatedSchema = z.strictObject({ en: nameSchema, de: nameSchema });

/** A sentence or a few. */
export const sentenceSchema = text(2_000);
