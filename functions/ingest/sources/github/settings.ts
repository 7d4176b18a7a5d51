import * as z from 'zod';
import { ideaStages } from '../../../../shared/vocabulary.ts';

/** What an engineer may say of a repository or an organisation on GitHub. */
export const githubSettings = z.strictObject({
  /** Logins of employees whom GitHub does not show as owners, members or collaborators, e.g. with a private membership. */
  team: z.array(z.string()).default([]),
  /** Logins of accounts that a program writes with, which GitHub shows like those of people. */
  bots: z.array(z.string()).default([]),
  /** Slugs of the discussion categories that take ideas. */
  ideaCategories: z.array(z.string()).default(['ideas']),
  /** Labels that say something of ideas: that a thread is one, or which stage it reached. */
  labels: z.record(z.string(), z.enum(['idea', ...ideaStages])).default({}),
});
export type GithubSettings = z.infer<typeof githubSettings>;
