import * as z from 'zod';

/** Settings of the adapters that read conversations. */
export const metaSettings = z.strictObject({
  /** Ids of the apps that answer by themselves: what they send is a bot's, not a person's. */
  botApps: z.array(z.string()).optional(),
  /** Customers ask here: what others publish on the page, or comment below what is published, is an enquiry. */
  support: z.boolean().optional(),
});
export type MetaSettings = z.infer<typeof metaSettings>;

/** The same for all products of Meta. */
export const metaSecrets = {
  appSecret: 'The app secret: App settings, Basic.',
  verifyToken: 'A text of your choice, entered as the verify token of the webhook.',
};
