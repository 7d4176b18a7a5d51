import * as z from 'zod';

/** What an engineer may say of numbers on WhatsApp. */
export const whatsappSettings = z.strictObject({
  /** What is sent through the Cloud API is a program's, not a person's: it stops no clock. */
  automated: z.boolean().optional(),
});
export type WhatsappSettings = z.infer<typeof whatsappSettings>;
