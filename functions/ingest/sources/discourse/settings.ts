import * as z from 'zod';

/** Slugs or ids of categories. */
const categories = z.array(z.string());

/** What an engineer may say of a Discourse forum. */
export const discourseSettings = z.strictObject({
  /** Where people ask: what opens a topic is a question, and closing the topic resolves it. */
  supportCategories: categories.default(['support', 'help']),
  ideaCategories: categories.default(['ideas', 'feature', 'feature-requests']),
  /** User names of employees who are neither administrators nor moderators. */
  team: z.array(z.string()).default([]),
  /** Primary groups whose members are employees. */
  teamGroups: z.array(z.string()).default([]),
  /** User names or ids of accounts that a program writes with, which Discourse shows like those of people. */
  bots: z.array(z.string()).default([]),
});
export type DiscourseSettings = z.infer<typeof discourseSettings>;
