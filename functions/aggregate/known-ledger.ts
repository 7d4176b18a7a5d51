import { factIdOf } from '../../shared/fact.ts';
import { type Interaction, isCounted } from '../../shared/interaction.ts';
import { decodeFact, type StoredFact } from '../../shared/store/fact-item.ts';
import type { FoldStore } from '../../shared/store/fold-store.ts';
import { conversationsOf, type Known, type Unit } from '../../shared/store/fold-unit.ts';
import { conversationSort, factPartition, factSort } from '../../shared/store/keys.ts';
import type { Item } from '../../shared/store/scan.ts';
import type { Group } from './pack.ts';

/** So many known units in one group are no chance: the batch was delivered before, and those ahead are looked up. */
const manyKnown = 5;
const lookAhead = 300;

/**
 * Reads what a batch cannot be folded without: originals of amendments, which mostly came before, conversations, and
 * which generations of cells are written.
 */
export async function loadKnown(units: readonly Unit[], store: FoldStore, cellsTable: string): Promise<Known> {
  const amended = units.filter(({ interactions }) => interactions.some((one) => !isCounted(one)));
  const [generations, originals] = await Promise.all([
    store.loadGenerations(cellsTable),
    store.loadFacts(amended.map(originOf)),
  ]);
  const known: Known = { generations, facts: new Map(), conversations: new Map() };
  for (const stored of originals) learnFact(stored, known);
  await loadConversations(units, known, store);
  await hearOfGenerations(known, store, cellsTable);
  return known;
}

/** An item of a generation that nobody has told us of: it is written by now, and we must count in it, too. */
async function hearOfGenerations(known: Known, store: FoldStore, cellsTable: string): Promise<void> {
  const { facts, conversations, generations } = known;
  const isNews = ({ generation }: { generation: number }) => generation > generations.newest;
  if (facts.values().some(isNews) || conversations.values().some(isNews)) {
    known.generations = await store.loadGenerations(cellsTable);
  }
}

/** Takes a group for committed, so that the next can be folded onto it; the function returned takes that back. */
export function assume(group: Group, { facts, conversations }: Known): () => void {
  const undo: (() => void)[] = [];
  for (const { unit, fact } of group.changes) {
    if (fact) undo.push(replace(facts, unit.key, { ...fact, revision: fact.revision + 1 }));
  }
  for (const one of group.conversations.values()) {
    undo.push(replace(conversations, one.id, { ...one, revision: one.revision + 1 }));
  }
  return () => {
    for (const back of undo) back();
  };
}

function replace<T>(map: Map<string, T>, key: string, value: T): () => void {
  const before = map.get(key);
  map.set(key, value);
  return () => void (before === undefined ? map.delete(key) : map.set(key, before));
}

/** Takes over what the engine says the stale items are; true when it names what was not known at all. */
export async function learn(
  items: readonly Item[],
  units: readonly Unit[],
  taken: number,
  known: Known,
  store: FoldStore,
  cellsTable: string,
): Promise<boolean> {
  const { facts, conversations } = known;
  const before = [facts.size, conversations.size] as const;
  for (const item of items) {
    if (item.sk?.S === factSort) learnFact(decodeFact(item), known);
    else if (item.sk?.S === conversationSort) {
      const stored = await store.completeConversation(item);
      conversations.set(stored.id, stored);
    }
  }
  const met = facts.size > before[0] || conversations.size > before[1];
  const ahead = facts.size - before[0] >= manyKnown ? units.slice(0, lookAhead) : [];
  const unseen = ahead.filter((unit) => !facts.has(unit.key));
  for (const stored of await store.loadFacts(unseen.map(originOf))) learnFact(stored, known);
  await loadConversations(units.slice(0, Math.max(taken, ahead.length)), known, store);
  await hearOfGenerations(known, store, cellsTable);
  return met;
}

async function loadConversations(units: readonly Unit[], known: Known, store: FoldStore): Promise<void> {
  const missing = new Set<string>();
  for (const unit of units) {
    for (const id of conversationsOf(unit, known)) if (!known.conversations.has(id)) missing.add(id);
  }
  for (const stored of await store.loadConversations([...missing])) known.conversations.set(stored.id, stored);
}

const originOf = ({ interactions: [first] }: Unit) => {
  const { source } = first as Interaction;
  return { source, id: factIdOf(first as Interaction) };
};

const learnFact = (stored: StoredFact, { facts }: Known) =>
  facts.set(factPartition(stored.fact.source, stored.fact.id), stored);
