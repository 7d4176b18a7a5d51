import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { type Deltas, revisionsOf, splitAddress } from '../deltas.ts';
import type { Contribution } from '../metrics/contribution.ts';
import { cellPartition } from './keys.ts';
import { encodePeople, peopleKind } from './people-item.ts';

/** Where the cells of one generation lie. */
export interface CellTarget {
  cellsTable: string;
  generation: number;
  /** The lane to add to. */
  lane: number;
}

/**
 * The actions that count a contribution in one generation: every cell added to, the people met, and the revision of each
 * home day that changed. `writer` names the transaction as no other is named.
 */
export function cellActions(contribution: Contribution, writer: string, target: CellTarget): TransactWriteItem[] {
  const actions = [...addToCells(contribution, target), ...putPeople(contribution, writer, target)];
  return actions.length > 0 ? [...actions, ...addToCells(revisionsOf(contribution.days), target)] : [];
}

/** The people met, an item for each home day. */
export function putPeople(
  { people }: Pick<Contribution, 'people'>,
  writer: string,
  { cellsTable, generation, lane }: CellTarget,
): TransactWriteItem[] {
  return [...people].map(([day, met]) => {
    const pk = { S: cellPartition(`${peopleKind}#a`, lane, generation) };
    return { Put: { TableName: cellsTable, Item: { ...encodePeople(day, met, writer, lane), pk } } };
  });
}

/** An `ADD` for each cell. */
export function addToCells({ cells }: Deltas, { cellsTable, generation, lane }: CellTarget): TransactWriteItem[] {
  return [...cells].map(([address, cell]) => {
    const { partition, sort } = splitAddress(address);
    const names: Record<string, string> = {};
    const values: Record<string, { N: string }> = {};
    const clauses: string[] = [];
    for (const [attribute, delta] of cell) {
      const index = clauses.length;
      names[`#${index}`] = attribute;
      values[`:${index}`] = { N: String(delta) };
      clauses.push(`#${index} :${index}`);
    }
    return {
      Update: {
        TableName: cellsTable,
        Key: { pk: { S: cellPartition(partition, lane, generation) }, sk: { S: sort } },
        UpdateExpression: `ADD ${clauses.join(', ')}`,
        ExpressionAttributeNames: names,
        ExpressionAttributeValues: values,
      },
    };
  });
}
