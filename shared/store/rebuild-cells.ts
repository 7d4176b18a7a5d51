import { randomUUID } from 'node:crypto';
import { type DynamoDBClient, type TransactWriteItem, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { type Deltas, revisionsOf, splitAddress } from '../deltas.ts';
import { addToCells, type CellTarget, putPeople } from './cell-actions.ts';
import { cellFormats } from './cell-formats.ts';
import { isUnderWay, loadGenerations } from './generations.ts';
import { peopleKind } from './people-item.ts';
import { rebuildConversation } from './rebuild-conversation.ts';
import { type CellDifference, type VerifyDeps, type VerifyReport, verifyCells } from './verify.ts';

/**
 * Brings cells and conversations to what the facts say, and returns what was different. Cells get their differences
 * added, in one transaction with the revisions that make readers look again, so it may be stopped anywhere and run
 * again. Fold nothing meanwhile: it would be counted twice. Throws when a conversation changed meanwhile.
 */
export async function rebuildCells(deps: VerifyDeps): Promise<VerifyReport> {
  const generations = await loadGenerations(deps.client, deps.cellsTable);
  if (isUnderWay(generations))
    throw new Error('A rebuild online is under way: finish it with polylog rebuild --online.');
  // Which lane does not matter: readers add them up, and there is always a first.
  const target = { cellsTable: deps.cellsTable, generation: generations.active, lane: 0 };
  const report = await verifyCells(deps);
  for (const round of correctionsOf(report.differences)) {
    for (let at = 0; at < round.length; at += maxCells) {
      const cells = new Map(round.slice(at, at + maxCells));
      const revisions = revisionsOf(new Set([...cells.keys()].flatMap(daysOfCell)));
      await commit(deps.client, [...addTo(target, { cells }), ...addToCells(revisions, target)]);
    }
  }
  for (const difference of report.conversationDifferences) {
    for (const actions of await rebuildConversation(deps, difference)) await commit(deps.client, actions);
  }
  return report;
}

/** A transaction takes 100 actions, and a cell's readers look at the revisions of two months at most. */
const maxCells = 33;
/** An update takes 300 operators and 4 KB of expression. */
const maxAttributes = 100;

type Correction = [address: string, attributes: Map<string, number>];

/** What to add, in rounds: an item may be in a transaction once, so a cell with too many attributes is in several. */
function correctionsOf(differences: CellDifference[]): Correction[][] {
  const rounds: Correction[][] = [];
  for (const [cell, ofCell] of Map.groupBy(differences, (difference) => difference.cell)) {
    for (let at = 0, round = 0; at < ofCell.length; at += maxAttributes, round++) {
      const part = ofCell.slice(at, at + maxAttributes);
      const attributes = new Map(part.map(({ attribute, expected, actual }) => [attribute, expected - actual]));
      rounds[round] = [...(rounds[round] ?? []), [cell.replace(' ', '\n'), attributes]];
    }
  }
  return rounds;
}

/** The home days whose revisions tell readers whether a cell changed. */
function daysOfCell(address: string): string[] {
  const { partition, sort } = splitAddress(address);
  const format = cellFormats.find(({ kind }) => partition.startsWith(`${kind}#`));
  return format ? format.daysOf(sort.slice(0, format.segmentLength)) : [];
}

/** People are no counters: what is missing of a day is an item more in its log. */
function addTo(target: CellTarget, { cells }: Deltas): TransactWriteItem[] {
  return [...cells].flatMap(([address, attributes]) => {
    const { partition, sort } = splitAddress(address);
    if (!partition.startsWith(`${peopleKind}#`)) return addToCells({ cells: new Map([[address, attributes]]) }, target);
    const people = new Map([[sort.slice(0, sort.indexOf('#')), attributes]]);
    return putPeople({ people }, randomUUID(), target);
  });
}

async function commit(client: DynamoDBClient, actions: TransactWriteItem[]): Promise<void> {
  try {
    await client.send(new TransactWriteItemsCommand({ TransactItems: actions }));
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'TransactionCanceledException') throw error;
    throw new Error('Something is being folded: stop what sends, drain, and rebuild again.', { cause: error });
  }
}
