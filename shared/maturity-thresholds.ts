import * as z from 'zod';

const wholeNumber = (most: number, allowed: string) => z.int(allowed).min(1, allowed).max(most, allowed);
const share = z.number().min(0, '0 to 1').max(1, '0 to 1');
/** Of the 13 whole ISO weeks that are looked at. */
const weeks = wholeNumber(13, 'a whole number from 1 to 13');
const few = wholeNumber(1_000, 'a whole number from 1 to 1,000');

/** What each stage of the maturity ladder asks for; ratios are shares, 0.5 is 50 %. */
export const maturityThresholdsSchema = z.strictObject({
  /** Weeks with mentions or enquiries from a social channel. */
  planning: z.strictObject({ weeks }),
  /** Weeks with posts in a social channel. */
  presence: z.strictObject({ weeks }),
  /** `n`: conversations and enquiries that the ratios rest on at least. */
  engagement: z.strictObject({ dialogueRatio: share, responseRate: share, n: few }),
  formalised: z.strictObject({ responseRate: share, withinTarget: share, socialChannels: few }),
  strategic: z.strictObject({ goals: few, metricsOnTrack: few, otherDepartments: few, adoption: share }),
  /** The E-I index must be above `openness`. */
  converged: z.strictObject({
    socialShare: share,
    adoption: share,
    openness: z.number().min(-1, '-1 to 1').max(1, '-1 to 1'),
    ideasShipped: few,
  }),
});
export type MaturityThresholds = z.infer<typeof maturityThresholdsSchema>;

export const defaultMaturityThresholds: MaturityThresholds = {
  planning: { weeks: 8 },
  presence: { weeks: 8 },
  engagement: { dialogueRatio: 0.2, responseRate: 0.5, n: 20 },
  formalised: { responseRate: 0.8, withinTarget: 0.7, socialChannels: 2 },
  strategic: { goals: 1, metricsOnTrack: 1, otherDepartments: 2, adoption: 0.3 },
  converged: { socialShare: 0.5, adoption: 0.5, openness: 0, ideasShipped: 1 },
};

/** The stages of the ladder from 1 (planning) on. */
export const maturityStages = ['planning', 'presence', 'engagement', 'formalised', 'strategic', 'converged'] as const;

/** Thresholds as a list: the stage by its number, the criterion by its name. */
export const thresholdsIn = (thresholds: MaturityThresholds): { stage: number; criterion: string; value: number }[] =>
  maturityStages.flatMap((name, index) =>
    Object.entries<number>(thresholds[name]).map(([criterion, value]) => ({ stage: index + 1, criterion, value })),
  );
