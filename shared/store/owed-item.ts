import type { AttributeValue, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { revisionsOf } from '../deltas.ts';
import type { Contribution } from '../metrics/contribution.ts';
import { addToCells, type CellTarget, putPeople } from './cell-actions.ts';
import { cellPartition, shortHash } from './keys.ts';
import type { Item } from './scan.ts';

/** Which partition of the cells table holds what a generation that is being built is still owed. */
export const owedKind = 'O';

/** Of the cells in one item: an item takes 400 KB. A cell of a busy month has some kilobytes. */
const maxBytes = 200_000;
/** What one transaction of 100 actions counts: cells, and days, whose revisions lie in as many months at most. */
const step = { cells: 80, days: 10 } as const;

type OwedCells = [address: string, attributes: [string, number][]][];

interface Owed {
  cells: OwedCells;
  days: string[];
}

/** The partition of what is owed to a generation. It is small and soon empty, so it has one lane. */
export const owedPartition = (generation: number): string => cellPartition(`${owedKind}#a`, 0, generation);

/**
 * The actions that note a contribution to be counted later, where one transaction cannot take it: people now, cells in
 * items that are counted step by step. Only in a generation that nobody reads yet.
 */
export function owedActions(contribution: Contribution, writer: string, target: CellTarget): TransactWriteItem[] {
  const notes = piecesOf(contribution).map((cells, at) => {
    const sort = `${shortHash(writer)}${shortHash(`${at} ${writer}`)}`;
    const owed: Owed = { cells, days: at === 0 ? [...contribution.days] : [] };
    return putOwed(owed, { pk: { S: owedPartition(target.generation) }, sk: { S: sort } }, 0, target);
  });
  return [...notes, ...putPeople(contribution, writer, target)];
}

/** The cells in as many pieces as fit in an item each; one at least. */
function piecesOf({ cells }: Contribution): OwedCells[] {
  const pieces: OwedCells[] = [[]];
  let bytes = 0;
  for (const [address, attributes] of cells) {
    const cell: OwedCells[number] = [address, [...attributes]];
    const size = Buffer.byteLength(JSON.stringify(cell)) + 1;
    if (bytes > 0 && bytes + size > maxBytes) {
      pieces.push([]);
      bytes = 0;
    }
    pieces.at(-1)?.push(cell);
    bytes += size;
  }
  return pieces;
}

/** The cells that an item says are owed. */
export const decodeOwed = (item: Item): Map<string, Map<string, number>> =>
  new Map(read(item).cells.map(([address, attributes]) => [address, new Map(attributes)]));

/** The transaction that counts a part of what an item says is owed, once; the item goes with the last part. */
export function settleOwed(item: Item, target: CellTarget): TransactWriteItem[] {
  const { cells, days } = read(item);
  const left: Owed = { cells: cells.slice(step.cells), days: days.slice(step.days) };
  const { pk, sk, n } = item as { pk: AttributeValue; sk: AttributeValue; n: AttributeValue };
  const unchanged = {
    ConditionExpression: 'n = :steps',
    ExpressionAttributeValues: { ':steps': n },
  };
  const { Put } = putOwed(left, { pk, sk }, Number(n.N) + 1, target);
  const rest =
    left.cells.length + left.days.length > 0
      ? { Put: { ...Put, ...unchanged } }
      : { Delete: { TableName: target.cellsTable, Key: { pk, sk }, ...unchanged } };
  const now = new Map(cells.slice(0, step.cells).map(([address, attributes]) => [address, new Map(attributes)]));
  return [rest, ...addToCells({ cells: now }, target), ...addToCells(revisionsOf(days.slice(0, step.days)), target)];
}

const read = (item: Item): Owed => JSON.parse(item.b?.S ?? '{}') as Owed;

/** `n` counts the steps done: what the next is conditional on. */
const putOwed = (owed: Owed, key: Pick<Item, 'pk' | 'sk'>, steps: number, { cellsTable }: CellTarget) => ({
  Put: { TableName: cellsTable, Item: { ...key, n: { N: String(steps) }, b: { S: JSON.stringify(owed) } } as Item },
});
