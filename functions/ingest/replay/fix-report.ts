import type { Refusal } from '../../../shared/errors.ts';
import type { Interaction } from '../../../shared/interaction.ts';
import { type FixRule, type RuleNote, ruleText } from '../../../shared/rejection-fix.ts';
import { changesInWords } from '../../../shared/rejection-fix-changes.ts';
import type { CountedRefusal, FixExample, FixOutcome, FixReport } from '../../../shared/rejection-fix-request.ts';
import type { Prediction } from '../../../shared/store/predict-fold.ts';
import type { ListedRejection } from '../../../shared/store/rejection-item.ts';

/** A rejection and what its corrected payload is. */
export interface Candidate {
  rejection: ListedRejection;
  interactions: Interaction[];
  /** Rules that did nothing to it. */
  notes: RuleNote[];
  refusal?: Refusal;
}

/** What becomes of a candidate by what its interactions become: the most remarkable decides. */
export function outcomeOf({ rejection, interactions, refusal }: Candidate, { outcomes }: Prediction): FixOutcome {
  if (rejection.state !== 'OPEN') return 'SETTLED';
  const found = interactions.map((one) => outcomes.get(one));
  if (refusal || found.includes('unfoldable')) return 'REFUSED';
  if (found.includes('conflict')) return 'CONFLICT';
  return found.every((outcome) => outcome === 'duplicate') ? 'DUPLICATE' : 'ACCEPTED';
}

const mostExamples = 20;
const mostAlike = 3;
const mostRefusals = 50;
const mostChanges = 200;

/** The report over candidates: counts, rules, changes in words, and examples, the ones to look at first. */
export function reportOf(
  candidates: readonly Candidate[],
  rules: readonly FixRule[],
  prediction: Prediction,
): Omit<FixReport, 'next' | 'dryRun'> {
  const examples = candidates.map((candidate) => exampleOf(candidate, prediction));
  const count = (outcome: FixOutcome) => examples.filter((one) => one.outcome === outcome).length;
  const changes = changesInWords(prediction.contribution);
  const tried = candidates.filter(({ rejection }) => rejection.state === 'OPEN');
  return {
    accepted: count('ACCEPTED'),
    duplicates: count('DUPLICATE'),
    conflicts: count('CONFLICT'),
    refused: count('REFUSED'),
    settled: count('SETTLED'),
    refusals: refusalsOf(examples),
    rules: rules.map((rule) => {
      const notApplied = tried.filter(({ notes }) => notes.some((note) => note.rule === rule)).length;
      return { rule: ruleText(rule), applied: tried.length - notApplied, notApplied };
    }),
    cells: {
      count: prediction.contribution.cells.size,
      changes: changes.slice(0, mostChanges),
      more: Math.max(0, changes.length - mostChanges),
    },
    examples: aFewOfEach(examples)
      .sort((one, other) => remarkable(other) - remarkable(one))
      .slice(0, mostExamples),
  };
}

function refusalsOf(examples: readonly FixExample[]): CountedRefusal[] {
  const counts = new Map<string, CountedRefusal>();
  for (const { code, path } of examples) {
    if (code === null) continue;
    const name = `${code} ${path}`;
    const refusal = counts.get(name) ?? { code, path: path ?? '', count: 0 };
    counts.set(name, { ...refusal, count: refusal.count + 1 });
  }
  return [...counts.values()].sort((one, other) => other.count - one.count).slice(0, mostRefusals);
}

/** The first of those that end alike: the rest would say nothing new. */
const aFewOfEach = (examples: readonly FixExample[]): FixExample[] =>
  [
    ...Map.groupBy(examples, ({ outcome, code, path, notes }) => JSON.stringify([outcome, code, path, notes])).values(),
  ].flatMap((alike) => alike.slice(0, mostAlike));

const rank: Record<FixOutcome, number> = { REFUSED: 4, CONFLICT: 3, SETTLED: 2, DUPLICATE: 1, ACCEPTED: 0 };
const remarkable = ({ outcome, notes }: FixExample): number => rank[outcome] * 2 + (notes.length > 0 ? 1 : 0);

function exampleOf(candidate: Candidate, prediction: Prediction): FixExample {
  const { rejection, interactions, notes } = candidate;
  const outcome = outcomeOf(candidate, prediction);
  const refusal = outcome === 'REFUSED' ? (candidate.refusal ?? unfoldable) : undefined;
  return {
    id: rejection.cursor,
    interactionId: interactions[0]?.id ?? rejection.id,
    outcome,
    code: refusal?.code ?? null,
    path: refusal?.path ?? null,
    message: refusal?.message ?? null,
    notes: notes.map(({ message }) => message),
  };
}

const unfoldable: Refusal = { code: 'UNFOLDABLE', path: '', message: 'The aggregate could not fold it.' };
