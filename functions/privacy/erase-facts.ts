import type { Fact } from '../../shared/fact.ts';
import { foldContextOf } from '../../shared/fold-context.ts';
import { isRecent } from '../../shared/is-recent.ts';
import { replacePeopleOf } from '../../shared/replace-people.ts';
import type { StoredFact } from '../../shared/store/fact-item.ts';
import { createFoldStore } from '../../shared/store/fold-store.ts';
import { loadOrganisation } from '../../shared/store/organisation.ts';
import type { PrivacyDependencies } from './dependencies.ts';
import { rewriteFacts } from './rewrite-facts.ts';
import { atBeginning, maxWords, type WalkPosition, walkFacts } from './walk-facts.ts';

/** Facts that are rewritten together: sorted by time, neighbours share the items of a home day. */
const factsAtOnce = 2_000;
/**
 * Milliseconds between two notes of how far the walk is, also where nothing was found: the lease is kept by them, and the
 * next run goes on there. The walk through a large ledger takes longer than one run.
 */
const notedEvery = 5_000;

export interface EraseFactsRequest {
  /** What means the person, to what replaces it. */
  words: ReadonlyMap<string, string>;
  /** What was recorded until then is replaced; ISO 8601 in UTC. */
  until: string;
  from: WalkPosition;
  /** Whether facts that have the replacement already are looked for, too. */
  counts: boolean;
  /** Told how many were replaced up to a place in the ledger. */
  onProgress: (replaced: number, position: WalkPosition) => Promise<void>;
}

/**
 * Replaces the person in all facts of the ledger that were recorded until then, while others go on folding. Gives how many
 * facts have the replacement that were found so: those of an earlier walk among them.
 */
export async function eraseFacts(request: EraseFactsRequest, deps: PrivacyDependencies): Promise<number> {
  const { words, until, onProgress } = request;
  const { client, clock, tables, lanes, random, sleep } = deps;
  const context = foldContextOf(await loadOrganisation(client, tables.registryTable, clock));
  const rewriting = { store: createFoldStore(client, tables.ledgerTable), context, tables, lanes, random, sleep };
  const rewrite = (fact: Fact): Fact =>
    replacePeopleOf(fact, (person, { recordedAt }) => (recordedAt <= until ? (words.get(person) ?? person) : person));
  const replaced = new Set(words.values());

  let found = 0;
  let waiting: StoredFact[] = [];
  let notedAt = clock();
  const flush = async (position: WalkPosition) => {
    const batch = waiting;
    waiting = [];
    await onProgress(await rewriteFacts(batch, rewrite, rewriting), position);
    notedAt = clock();
  };
  const isDue = (position: WalkPosition): boolean =>
    waiting.length >= factsAtOnce || !isRecent(notedAt, clock(), notedEvery) || position.every((one) => one === 'done');
  const all = request.counts ? [...words.keys(), ...replaced] : [...words.keys()];
  for (let at = 0; at < all.length; at += maxWords) {
    // Only the last walk may be gone on with: the others are over then.
    const isLast = at + maxWords >= all.length;
    const [ledger, some] = [{ client, ledgerTable: tables.ledgerTable }, all.slice(at, at + maxWords)];
    await walkFacts(ledger, some, isLast ? request.from : atBeginning(), async (facts, position) => {
      found += facts.filter(({ fact }) => namesOneOf(rewrite(fact), replaced)).length;
      waiting.push(...facts.filter(({ fact }) => rewrite(fact) !== fact));
      if (isDue(position)) await flush(isLast ? position : atBeginning());
    });
  }
  return found;
}

const namesOneOf = ({ body, edit }: Fact, words: ReadonlySet<string>): boolean =>
  [body, edit].some(
    (one) => one && (words.has(one.actor.id) || (one.counterpart?.id !== undefined && words.has(one.counterpart.id))),
  );
