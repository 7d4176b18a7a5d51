import * as z from 'zod';

/** What the GraphQL function asks for. */
export const replayRequestSchema = z.object({ dryRun: z.boolean() });
