import type { ReplayDependencies } from './dependencies.ts';
import { replayRequestSchema } from './replay-request.ts';

/** Answers what a request asks for; throws when it is not one. */
export async function replayRejections(input: unknown, { clock }: ReplayDependencies) {
  const request = replayRequestSchema.parse(input);
  return { dryRun: request.dryRun, accepted: 0, refused: 0, at: new Date(clock()).toISOString() };
}
