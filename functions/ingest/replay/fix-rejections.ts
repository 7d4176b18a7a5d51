import { foldContextOf } from '../../../shared/fold-context.ts';
import type { Interaction } from '../../../shared/interaction.ts';
import type { FixRule } from '../../../shared/rejection-fix.ts';
import type { FixReport } from '../../../shared/rejection-fix-request.ts';
import type { FoldStore } from '../../../shared/store/fold-store.ts';
import { loadTouched, predictFold } from '../../../shared/store/predict-fold.ts';
import type { ListedRejection } from '../../../shared/store/rejection-item.ts';
import type { Flow } from '../create-flow.ts';
import { type NormaliseContext, normalise } from '../normalise.ts';
import type { Publish } from '../publish.ts';
import { registerSources } from '../register-sources.ts';
import { checkFixed, type FixContext } from './check-fixed.ts';
import { type Candidate, outcomeOf, reportOf } from './fix-report.ts';

export interface FixingContext extends FixContext {
  flow: Pick<Flow, 'sources' | 'report'>;
  ledger: Pick<FoldStore, 'loadFacts' | 'loadConversations'>;
  normalise: Pick<NormaliseContext, 'digestKey' | 'pseudonymise'>;
  publish: Publish;
  /** Notes who does what, before it is done. */
  note: (counts: Record<string, number>) => Promise<void>;
  settle: (rejections: readonly ListedRejection[]) => Promise<unknown>;
}

/**
 * Corrects rejections, checks them as ingest does, and folds what they become onto the ledger as it is now, which says what
 * is there already and which cells change. Unless it is a dry run, what is new is published, and marked as fixed once the
 * bus has it: after a crash in between it is published again, and the ledger takes it once.
 */
export async function fixRejections(
  rejections: readonly ListedRejection[],
  { rules, dryRun }: { rules: readonly FixRule[]; dryRun: boolean },
  context: FixingContext,
): Promise<Omit<FixReport, 'next'>> {
  const candidates = await Promise.all(rejections.map((one) => candidateOf(one, rules, context)));
  refuseSharedIds(candidates, rules);
  const fold = await folding(candidates, context);
  let prediction = fold();
  const coming = () => candidates.filter((one) => ['ACCEPTED', 'CONFLICT'].includes(outcomeOf(one, prediction)));
  const settled = () => [...coming(), ...candidates.filter((one) => outcomeOf(one, prediction) === 'DUPLICATE')];
  if (!dryRun && settled().length > 0) {
    await context.note({ accepted: coming().length, duplicates: settled().length - coming().length });
    const repeated = candidates.filter((one) => outcomeOf(one, prediction) === 'DUPLICATE');
    const taken = await publishAll(coming(), context);
    if (!taken) {
      refuseTwins(repeated, candidates);
      prediction = fold();
    }
    await context.settle(settled().map(({ rejection }) => rejection));
  }
  return { dryRun, ...reportOf(candidates, rules, prediction) };
}

async function candidateOf(
  rejection: ListedRejection,
  rules: readonly FixRule[],
  context: FixingContext,
): Promise<Candidate> {
  if (rejection.state !== 'OPEN') return { rejection, interactions: [], notes: [] };
  const fixed = await checkFixed(rejection, rules, context);
  const { notes } = fixed;
  if ('refusal' in fixed) return { rejection, interactions: [], notes, refusal: fixed.refusal };
  if ('interaction' in fixed) return { rejection, interactions: [fixed.interaction], notes };
  const readText = fixed.checked.some(({ event }) => event.data.text !== undefined) ? await loadReadText() : () => ({});
  const recordedAt = new Date(context.now).toISOString();
  const interactions = fixed.checked.map((one) => normalise(one, { ...context.normalise, readText, recordedAt }));
  return { rejection, interactions, notes };
}

/** A rule that sets the id is for one rejection: of several that it makes the same, but for twins, the first is taken. */
function refuseSharedIds(candidates: readonly Candidate[], rules: readonly FixRule[]): void {
  if (!rules.some((rule) => 'set' in rule && ['id', 'mapped.id'].includes(rule.set.path))) return;
  const bodies = new Map<string, string>();
  for (const candidate of candidates) {
    for (const { source, id, digest } of candidate.interactions) {
      const name = `${source} ${id}`;
      if (bodies.has(name) && bodies.get(name) !== digest) candidate.refusal = sharedId;
      else bodies.set(name, digest);
    }
    if (candidate.refusal) candidate.interactions = [];
  }
}

const sharedId = {
  code: 'INVALID',
  path: 'id',
  message: 'The rule gives several of them the same id: set it for one at a time.',
} as const;

/** Reads what the candidates touch, once; the function returned folds those that are not refused by then. */
async function folding(candidates: readonly Candidate[], { ledger, organisation }: FixingContext) {
  const known = await loadTouched(
    candidates.flatMap(({ interactions }) => interactions),
    ledger,
  );
  return () =>
    predictFold(
      candidates.flatMap(({ interactions, refusal }) => (refusal ? [] : interactions)),
      known,
      foldContextOf(organisation),
    );
}

/** Puts them on the bus; those of which it did not take all are refused from then on. True when it took everything. */
async function publishAll(candidates: readonly Candidate[], { publish, flow }: FixingContext): Promise<boolean> {
  const interactions: Interaction[] = candidates.flatMap((one) => one.interactions);
  await registerSources(interactions, { sources: flow.sources, report: flow.report });
  const outcomes = await publish(interactions);
  let position = 0;
  let all = true;
  for (const candidate of candidates) {
    const own = outcomes.slice(position, position + candidate.interactions.length);
    position += own.length;
    if (own.every((outcome) => outcome === 'taken')) continue;
    all = false;
    candidate.refusal = own.includes('tooLarge') ? tooLarge : busUnavailable;
  }
  return all;
}

/** What would be there already only by another that the bus did not take is not: it stays open like that one. */
function refuseTwins(repeated: readonly Candidate[], candidates: readonly Candidate[]): void {
  const nameOf = ({ source, id }: Interaction) => `${source} ${id}`;
  const missing = new Set(candidates.filter(({ refusal }) => refusal).flatMap((one) => one.interactions.map(nameOf)));
  for (const one of repeated) {
    if (one.interactions.some((interaction) => missing.has(nameOf(interaction)))) one.refusal = busUnavailable;
  }
}

const tooLarge = { code: 'TOO_LARGE', path: '', message: 'It is larger than an entry of the bus.' } as const;
const busUnavailable = {
  code: 'BUS_UNAVAILABLE',
  path: '',
  message: 'The bus did not take it: replay it again.',
} as const;

const loadReadText = async () => (await import('../text/read-text.ts')).readText;
