import type { Turn } from './conversation.ts';
import type { ActorKind, IdeaStage } from './vocabulary.ts';

/** The way of an idea, in order; declined is no step of it. */
export const ideaSteps = ['submitted', 'reviewed', 'accepted', 'started', 'shipped', 'told'] as const;

/** An idea from its submission on. Instants are epoch milliseconds. */
export interface Idea {
  department: string;
  channel: string;
  kind: ActorKind;
  /** When it reached each step, the later ones missing as far as it has not; never falling. */
  reached: number[];
  declined: boolean;
}

/**
 * The idea in the sorted turns of its thread; undefined without a submission. What came before its instant counts
 * nothing. A later step implies those before it, which it reached at the latest then.
 */
export function ideaOf(turns: readonly Turn[]): Idea | undefined {
  const from = turns.findIndex(({ activity }) => activity === 'idea');
  const submission = turns[from];
  if (!submission) return undefined;
  const first = new Map<IdeaStage, number>();
  for (const { stage, at } of turns) if (stage && at >= submission.at && !first.has(stage)) first.set(stage, at);
  const reached: number[] = [];
  let after = Number.POSITIVE_INFINITY;
  for (let step = ideaSteps.length - 1; step > 0; step--) {
    after = Math.min(after, first.get(ideaSteps[step] as IdeaStage) ?? Number.POSITIVE_INFINITY);
    if (after < Number.POSITIVE_INFINITY) reached[step] = after;
  }
  reached[0] = submission.at;
  const { department, channel, kind } = submission;
  return { department, channel, kind, reached, declined: first.has('declined') };
}
