import type { AttributeValue } from '@aws-sdk/client-dynamodb';

type Item = Record<string, AttributeValue>;

/** Bytes of an item as DynamoDB counts them: names and values; a number takes a byte for two digits and one more. */
export const itemBytes = (item: Item): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value), 0);

function valueBytes({ S, N, B }: AttributeValue): number {
  if (S !== undefined) return Buffer.byteLength(S);
  if (N !== undefined) return Math.ceil(N.replace(/[-.]/g, '').length / 2) + 1 + (N.startsWith('-') ? 1 : 0);
  return B?.byteLength ?? 0;
}

/** Write units of one write in a transaction: two for each started KB of the larger of the two states of the item. */
export const transactionalUnits = (before: Item | undefined, after: Item): number =>
  2 * started(Math.max(before ? itemBytes(before) : 0, itemBytes(after)));

/**
 * Write units of the index entry that follows a write, which is no part of the transaction: one for each started KB, a
 * deletion and an insertion when its key moves, nothing when the item is not in the index or did not change.
 */
export function indexUnits(
  before: Item | undefined,
  after: Item,
  [partition, sort]: readonly [string, string],
): number {
  const isIn = (item: Item | undefined): item is Item => item?.[partition] !== undefined && item[sort] !== undefined;
  const units = (item: Item) => started(itemBytes(item));
  if (!isIn(after)) return isIn(before) ? units(before) : 0;
  if (!isIn(before)) return units(after);
  if (before[partition]?.S !== after[partition]?.S || before[sort]?.S !== after[sort]?.S) {
    return units(before) + units(after);
  }
  return JSON.stringify(before) === JSON.stringify(after) ? 0 : Math.max(units(before), units(after));
}

const started = (bytes: number): number => Math.max(1, Math.ceil(bytes / 1024));
