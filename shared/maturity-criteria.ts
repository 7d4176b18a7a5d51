import {
  aboveIndex,
  aTellable,
  dataFor,
  moreObservations,
  moreOfCount,
  moreOfShare,
  type Translated,
} from './maturity-words.ts';
import { findMetric } from './metrics/catalogue.ts';

export const criterionKinds = ['METRIC', 'COUNT', 'ATTESTATION'] as const;

/** One thing that a stage asks for, and what is known of it. */
export interface MaturityCriterion {
  stage: number;
  /** Which of the stage's criteria, e.g. `RESPONSE_RATE` or `SOCIAL_CHANNELS`. */
  id: string;
  /** METRIC: a ratio of the catalogue; COUNT: a number of things; ATTESTATION: somebody vouches for it. */
  kind: (typeof criterionKinds)[number];
  name: Translated;
  /** Id of the catalogue. */
  metric?: string;
  threshold?: number;
  value: number | null;
  n: number | null;
  met: boolean;
  withheld: boolean;
  /** What is not known, or not sure. */
  missing?: Translated;
  /** What would meet it; absent when it is met. */
  needs?: Translated;
}

/** A value as a report tells it: null when there was nothing to measure. */
export interface Measured {
  value: number | null;
  n: number | null;
  withheld?: boolean;
  /** A feeding source is silent. */
  incomplete?: boolean;
}

/** Why nothing was measured, and what would help. */
export type Unknown = Required<Pick<MaturityCriterion, 'missing' | 'needs'>>;

const withheldNote: Translated = {
  en: 'Withheld: a small group, or a number that would tell of one.',
  de: 'Zurückgehalten: eine kleine Gruppe oder eine Zahl, die eine verraten würde.',
};
const incompleteNote: Translated = {
  en: 'A source that feeds it is silent.',
  de: 'Eine Quelle, die dazu beiträgt, schweigt.',
};
const emptyNote: Translated = { en: 'There was nothing to measure.', de: 'Es gab nichts zu messen.' };

/** A ratio of the catalogue that must reach a threshold, or be above it, resting on at least so many observations. */
export function metricCriterion(
  stage: number,
  metric: string,
  { value, n, withheld = false, incomplete }: Measured,
  threshold: number,
  { least = 0, above = false, why }: { least?: number; above?: boolean; why?: Unknown | undefined } = {},
): MaturityCriterion {
  const name = findMetric(metric)?.name ?? { en: metric, de: metric };
  const inText = { en: name.en.toLowerCase(), de: name.de };
  const base = { stage, id: metric, kind: 'METRIC' as const, name, metric, threshold, withheld };
  if (withheld) {
    return { ...base, value: null, n: null, met: false, missing: withheldNote, needs: aTellable(inText) };
  }
  if (value === null) return { ...base, value, n, met: false, missing: emptyNote, needs: dataFor(inText), ...why };
  const known = { ...base, value, n, ...(incomplete && { missing: incompleteNote }) };
  if (!(above ? value > threshold : value >= threshold)) {
    return { ...known, met: false, needs: (above ? aboveIndex : moreOfShare)(inText, value, threshold) };
  }
  if ((n ?? 0) >= least) return { ...known, met: true };
  const missing = {
    en: `It rests on ${n ?? 0}; at least ${least} are needed.`,
    de: `Der Wert beruht auf ${n ?? 0}; mindestens ${least} sind nötig.`,
  };
  return { ...known, met: false, missing, needs: moreObservations(inText, n ?? 0, least) };
}

/** A number of things that must reach a threshold; `things` is how a sentence calls them. */
export function countCriterion(
  stage: number,
  id: string,
  { value, n, withheld = false }: Measured,
  threshold: number,
  words: { name: Translated; things: Translated; metric?: string },
): MaturityCriterion {
  const { name, things, metric } = words;
  const base = { stage, id, kind: 'COUNT' as const, name, threshold, ...(metric !== undefined && { metric }) };
  const count = value ?? 0;
  if (count >= threshold) return { ...base, value: count, n, met: true, withheld: false };
  if (withheld) {
    return { ...base, value: null, n: null, met: false, withheld, missing: withheldNote, needs: aTellable(things) };
  }
  return { ...base, value: count, n, met: false, withheld, needs: moreOfCount(things, count, threshold) };
}
