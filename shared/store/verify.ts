import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { compareTurns, type Turn, threadsOf, turnOf } from '../conversation.ts';
import { addDelta, cellAddress, type Deltas, mergeDeltas, revisionKind } from '../deltas.ts';
import { currentInteraction } from '../fact.ts';
import {
  addInteraction,
  type Contribution,
  changeThread,
  emptyContribution,
  type FoldContext,
} from '../metrics/contribution.ts';
import { allTurns } from '../turn-pages.ts';
import { decodeHead, decodePage } from './conversation-item.ts';
import { decodeFact, decodeMark } from './fact-item.ts';
import { loadGenerations } from './generations.ts';
import { conversationSort, factSort, readCellPartition } from './keys.ts';
import { decodeOwed, owedKind } from './owed-item.ts';
import { decodePeople, peopleKind } from './people-item.ts';
import { type Item, scanTable } from './scan.ts';

export interface VerifyDeps {
  client: DynamoDBClient;
  ledgerTable: string;
  cellsTable: string;
  context: FoldContext;
}

export interface CellDifference {
  /** `kind#set period#member`. */
  cell: string;
  attribute: string;
  /** What the facts say. */
  expected: number;
  /** What the cells hold, all lanes together. */
  actual: number;
}

/** A conversation whose stored turns are not those of its facts. */
export interface ConversationDifference {
  id: string;
  /** Of its head; 0 when there is none. */
  revision: number;
  /** What the facts say, in order. */
  turns: Turn[];
}

export interface VerifyReport {
  facts: number;
  cells: number;
  conversations: number;
  differences: CellDifference[];
  conversationDifferences: ConversationDifference[];
}

/**
 * Recomputes every cell and conversation from the facts of the ledger and compares with the active generation of cells,
 * or with another one: with what of the ledger is counted in it. Exact when nothing is folded meanwhile. Reads both
 * tables once; memory grows with the number of turns and of people met, not of facts.
 */
export async function verifyCells(deps: VerifyDeps, generation?: number): Promise<VerifyReport> {
  const { client, ledgerTable, cellsTable, context } = deps;
  const { active, building } = await loadGenerations(client, cellsTable);
  const compared = generation ?? active;
  const isCounted = (item: Item) => compared !== building || decodeMark(item) === building;
  const ledger = await readLedger(client, ledgerTable, context, isCounted);
  const actual = await readCells(client, cellsTable, compared);
  addPeople(ledger.expected.cells, ledger.expected.people);
  return {
    facts: ledger.facts,
    cells: actual.size,
    conversations: ledger.conversations,
    differences: compareCells(ledger.expected.cells, actual),
    conversationDifferences: ledger.conversationDifferences,
  };
}

async function readLedger(
  client: DynamoDBClient,
  ledgerTable: string,
  context: FoldContext,
  isCounted: (item: Item) => boolean,
) {
  const expected: Contribution = emptyContribution();
  const turns = new Map<string, Turn[]>();
  const stored = new Map<string, { revision: number; turns: Turn[] }>();
  const pageTurns = new Map<string, Turn[]>();
  let facts = 0;
  const readFact = (item: Item) => {
    facts++;
    const interaction = currentInteraction(decodeFact(item).fact);
    if (!interaction) return;
    if (isCounted(item)) addInteraction(expected, interaction, 1, context);
    for (const id of threadsOf(interaction)) {
      const known = turns.get(id);
      if (known) known.push(turnOf(interaction));
      else turns.set(id, [turnOf(interaction)]);
    }
  };
  const readPage = (item: Item) => {
    const key = item.pk?.S as string;
    pageTurns.set(key, [...(pageTurns.get(key) ?? []), ...decodePage(item).turns]);
  };
  const heads = new Map<string, string>();
  const uncounted = new Set<string>();
  await scanTable(client, ledgerTable, (items) => {
    for (const item of items) {
      const sort = item.sk?.S ?? '';
      if (sort === factSort) readFact(item);
      else if (sort === conversationSort) {
        const { id, revision, pages } = decodeHead(item).conversation;
        stored.set(id, { revision, turns: allTurns(pages) });
        heads.set(item.pk?.S as string, id);
        if (!isCounted(item)) uncounted.add(id);
      } else if (sort.startsWith('P#')) readPage(item);
    }
  });
  for (const [key, older] of pageTurns) stored.get(heads.get(key) ?? '')?.turns.push(...older);

  const conversationDifferences: ConversationDifference[] = [];
  for (const id of new Set([...turns.keys(), ...stored.keys()])) {
    const sorted = (turns.get(id) ?? []).sort(compareTurns);
    if (!uncounted.has(id)) changeThread(expected, id, [], sorted, context);
    const { revision, turns: held } = stored.get(id) ?? { revision: 0, turns: [] };
    if (JSON.stringify(held.sort(compareTurns)) !== JSON.stringify(sorted)) {
      conversationDifferences.push({ id, revision, turns: sorted });
    }
  }
  return { expected, facts, conversations: stored.size, conversationDifferences };
}

/** All lanes of every cell of a generation, added up, with what is still owed to it and without the revisions. */
async function readCells(client: DynamoDBClient, cellsTable: string, generation: number): Promise<Deltas['cells']> {
  const cells: Deltas['cells'] = new Map();
  await scanTable(client, cellsTable, (items) => {
    for (const { pk, sk, ...attributes } of items) {
      const key = readCellPartition(pk?.S ?? '');
      if (!key || key.generation !== generation) continue;
      const { partition } = key;
      if (partition.startsWith(`${revisionKind}#`)) continue;
      if (partition.startsWith(`${owedKind}#`)) {
        mergeDeltas({ cells }, { cells: decodeOwed({ pk, sk, ...attributes } as Item) });
        continue;
      }
      if (partition.startsWith(`${peopleKind}#`)) {
        decodePeople({ pk, sk, ...attributes } as Item, (tag, person, count) =>
          addDelta({ cells }, peopleAddress((sk?.S ?? '').slice(0, 10)), `${tag} ${person}`, count),
        );
        continue;
      }
      const address = `${partition}\n${sk?.S}`;
      const cell = cells.get(address) ?? new Map<string, number>();
      cells.set(address, cell);
      for (const [name, value] of Object.entries(attributes)) cell.set(name, (cell.get(name) ?? 0) + Number(value.N));
    }
  });
  return cells;
}

/** The people met on a day are compared as if they were counters of a cell. */
export const peopleAddress = (day: string): string => cellAddress(peopleKind, 'a', day, '');

/** Puts the people met among the cells that they are compared with. */
export function addPeople(cells: Deltas['cells'], people: Contribution['people']): void {
  for (const [day, met] of people) {
    for (const [meeting, count] of met) addDelta({ cells }, peopleAddress(day), meeting, count);
  }
}

/** What differs between the cells that facts say and those that are stored. */
export function compareCells(expected: Deltas['cells'], actual: Deltas['cells']): CellDifference[] {
  const differences: CellDifference[] = [];
  for (const address of new Set([...expected.keys(), ...actual.keys()])) {
    const should = expected.get(address) ?? new Map<string, number>();
    const is = actual.get(address) ?? new Map<string, number>();
    for (const attribute of new Set([...should.keys(), ...is.keys()])) {
      const [a, b] = [should.get(attribute) ?? 0, is.get(attribute) ?? 0];
      if (a !== b) differences.push({ cell: address.replace('\n', ' '), attribute, expected: a, actual: b });
    }
  }
  return differences;
}
