import * as z from 'zod';
import { daySchema, idSchema, nameSchema, sentenceSchema, translatedSchema } from './organisation-fields.ts';

/** A metric to be brought from a baseline to a target between two days; without a department, the company's. */
export const goalSchema = z.strictObject({
  id: idSchema,
  /** Id of the catalogue, e.g. `RESPONSE_RATE`. */
  metric: z.string().min(1),
  department: idSchema.optional(),
  name: translatedSchema,
  baseline: z.number(),
  target: z.number(),
  from: daySchema,
  due: daySchema,
  owner: nameSchema.optional(),
});
export type Goal = z.infer<typeof goalSchema>;

/** A dated driver: what a department does so that numbers move. */
export const initiativeSchema = z.strictObject({
  id: idSchema,
  name: translatedSchema,
  /** Whose it is. */
  department: idSchema,
  from: daySchema,
  to: daySchema.optional(),
  description: sentenceSchema.optional(),
});
export type Initiative = z.infer<typeof initiativeSchema>;

/** What happened on a day, to be seen beside the numbers. */
export const annotationSchema = z.strictObject({
  id: idSchema,
  day: daySchema,
  text: sentenceSchema,
  department: idSchema.optional(),
});
export type Annotation = z.infer<typeof annotationSchema>;

export const attestationKinds = ['policy', 'owner', 'sponsor'] as const;

/** What data cannot show: somebody vouches for it until a day. */
export const attestationSchema = z.strictObject({
  id: idSchema,
  department: idSchema,
  kind: z.enum(attestationKinds),
  statement: sentenceSchema,
  /** The claim `sub` of who said so. */
  author: z.string().min(1),
  from: daySchema,
  /** The last day on which it holds. */
  expires: daySchema,
});
export type Attestation = z.infer<typeof attestationSchema>;
