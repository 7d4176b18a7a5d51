import type { IdeaStage } from '../shared/vocabulary.ts';
import { normal } from './random.ts';

export interface IdeaStep {
  stage: IdeaStage;
  /** Epoch milliseconds. */
  at: number;
}

/** The steps of an idea, each with its median days and how likely it is once the one before was made. */
const steps = [
  { stage: 'reviewed', share: 0.9, days: 3 },
  { stage: 'accepted', share: 0.7, days: 6 },
  { stage: 'started', share: 0.85, days: 7 },
  { stage: 'shipped', share: 0.8, days: 12 },
  { stage: 'told', share: 0.8, days: 2 },
] as const satisfies { stage: IdeaStage; share: number; days: number }[];
/** Of the ideas that are not accepted after their review. */
const declinedShare = 0.7;

const dayMs = 86_400_000;

/** What became of an idea submitted at `submitted` until `end`, in order: over weeks, with log-normal times between. */
export function chainOf(random: () => number, submitted: number, end: number): IdeaStep[] {
  const chain: IdeaStep[] = [];
  let at = submitted;
  const take = (stage: IdeaStage, days: number): boolean => {
    at += Math.floor(days * dayMs * Math.exp(0.8 * normal(random)));
    if (at < end) chain.push({ stage, at });
    return at < end;
  };
  for (const { stage, share, days } of steps) {
    if (random() < share) {
      if (take(stage, days)) continue;
    } else if (stage === 'accepted' && random() < declinedShare) take('declined', days);
    break;
  }
  return chain;
}
