import * as z from 'zod';

/** What an engineer may say of a Slack workspace. */
export const slackSettings = z.strictObject({
  /** Ids of Slack channels (`C…`), people (`U…`, `W…`) and user groups (`S…`) to departments of ours. */
  departments: z.record(z.string(), z.string()).default({}),
  /** Ids of our own workspaces (`T…`) and organisation (`E…`); without them, those that the app is installed in. */
  teams: z.array(z.string()).default([]),
});
export type SlackSettings = z.infer<typeof slackSettings>;
