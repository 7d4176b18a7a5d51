import { attestationCriterion, type Vouched } from './maturity-attestation.ts';
import { maturityCounts } from './maturity-counts.ts';
import {
  countCriterion,
  type MaturityCriterion,
  type Measured,
  metricCriterion,
  type Unknown,
} from './maturity-criteria.ts';
import type { MaturityThresholds } from './maturity-thresholds.ts';
import { headcountOn, nextStepTo, type Translated } from './maturity-words.ts';
import { addDays } from './zone.ts';

/** What is known of a department over the evidence weeks, and on the day itself. */
export interface MaturityEvidence {
  /** The day of the assessment: attestations and goals hold or do not hold then. */
  asOf: string;
  weeksListened: Measured;
  weeksPosted: Measured;
  socialChannels: Measured;
  dialogueRatio: Measured;
  responseRate: Measured;
  withinTarget: Measured;
  attestations: readonly Vouched[];
  goals: Measured;
  goalsOnTrack: Measured;
  connectedDepartments: Measured;
  /** On the last day of the weeks; null when the organisation does not tell. */
  headcount: number | null;
  adoption: Measured;
  socialShare: Measured;
  openness: Measured;
  ideasShipped: Measured;
}

export interface MaturityAssessment {
  /** 0 (none) to 6. */
  stage: number;
  criteria: MaturityCriterion[];
  /** What would reach the next stage; null on the last. */
  nextStep: Translated | null;
}

const lastStage = 6;
const evidenceWeeks = 13;

/** The last 13 whole ISO weeks that were over before a day. */
export function evidenceRange(asOf: string): { from: string; to: string } {
  const weekday = new Date(`${asOf}T00:00:00Z`).getUTCDay() || 7;
  const to = addDays(asOf, -weekday);
  return { from: addDays(to, 1 - 7 * evidenceWeeks), to };
}

/**
 * The stage that a department has reached, from evidence: a stage is reached when all its criteria and those of the
 * stages below are met. What is withheld or not known meets nothing.
 */
export function assess(evidence: MaturityEvidence, thresholds: MaturityThresholds): MaturityAssessment {
  const criteria = criteriaOf(evidence, thresholds);
  let stage = 0;
  while (stage < lastStage && criteria.every((one) => one.stage !== stage + 1 || one.met)) stage++;
  const needs = criteria.flatMap((one) => (one.stage === stage + 1 && one.needs ? [one.needs] : []));
  return { stage, criteria, nextStep: stage < lastStage ? nextStepTo(stage + 1, needs) : null };
}

function criteriaOf(
  evidence: MaturityEvidence,
  { planning, presence, engagement, formalised, strategic, converged }: MaturityThresholds,
): MaturityCriterion[] {
  const { asOf, attestations, responseRate, adoption } = evidence;
  const why = headcountNote(evidence.headcount, evidenceRange(asOf).to);
  const least = { least: engagement.n };
  return [
    countCriterion(1, 'WEEKS_LISTENED', evidence.weeksListened, planning.weeks, maturityCounts.weeksListened),
    countCriterion(2, 'WEEKS_POSTED', evidence.weeksPosted, presence.weeks, maturityCounts.weeksPosted),
    metricCriterion(3, 'DIALOGUE_RATIO', evidence.dialogueRatio, engagement.dialogueRatio, least),
    metricCriterion(3, 'RESPONSE_RATE', responseRate, engagement.responseRate, least),
    metricCriterion(4, 'RESPONSE_RATE', responseRate, formalised.responseRate),
    metricCriterion(4, 'WITHIN_TARGET', evidence.withinTarget, formalised.withinTarget),
    countCriterion(
      4,
      'SOCIAL_CHANNELS',
      evidence.socialChannels,
      formalised.socialChannels,
      maturityCounts.socialChannels,
    ),
    attestationCriterion(4, 'policy', attestations, asOf),
    attestationCriterion(4, 'owner', attestations, asOf),
    countCriterion(5, 'GOALS', evidence.goals, strategic.goals, maturityCounts.goals),
    countCriterion(5, 'GOALS_ON_TRACK', evidence.goalsOnTrack, strategic.metricsOnTrack, maturityCounts.goalsOnTrack),
    countCriterion(
      5,
      'CONNECTIONS',
      evidence.connectedDepartments,
      strategic.otherDepartments,
      maturityCounts.connections,
    ),
    metricCriterion(5, 'ADOPTION', adoption, strategic.adoption, { why }),
    metricCriterion(6, 'SOCIAL_SHARE', evidence.socialShare, converged.socialShare),
    metricCriterion(6, 'ADOPTION', adoption, converged.adoption, { why }),
    metricCriterion(6, 'OPENNESS', evidence.openness, converged.openness, { above: true }),
    countCriterion(6, 'IDEAS_SHIPPED', evidence.ideasShipped, converged.ideasShipped, maturityCounts.ideasShipped),
  ];
}

/** Why there is no adoption, when it is for want of a headcount on the last day of the weeks. */
function headcountNote(headcount: number | null, day: string): Unknown | undefined {
  if (headcount !== null && headcount > 0) return undefined;
  const missing =
    headcount === null
      ? {
          en: `There is no headcount on ${day}: tell the headcount.`,
          de: `Es gibt keinen Personalstand am ${day}: Geben Sie ihn an.`,
        }
      : {
          en: `The headcount on ${day} is 0: tell the headcount.`,
          de: `Der Personalstand am ${day} ist 0: Geben Sie ihn an.`,
        };
  return { missing, needs: headcountOn(day) };
}
