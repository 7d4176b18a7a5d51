import type { AddToCell } from './cell.ts';
import { dayPrefix, monthOf } from './cell.ts';

/** Counters to add, by cell: what a group of facts changes. Cells and attributes whose sum is zero are left out. */
export interface Deltas {
  /** Cell address to attribute to what is added. Made by `cellAddress`. */
  cells: Map<string, Map<string, number>>;
}

const separator = '\n';

/** The address of a cell, without its lane: kind and set are the partition, period and member the sort key. */
export const cellAddress = (kind: string, set: string, period: string, member: string): string =>
  `${kind}#${set}${separator}${period}#${member}`;

/** The partition (without lane) and sort key of an address. */
export function splitAddress(address: string): { partition: string; sort: string } {
  const at = address.indexOf(separator);
  return { partition: address.slice(0, at), sort: address.slice(at + 1) };
}

/** An `AddToCell` that collects into `deltas`, every delta times `sign`. */
export function collectInto(deltas: Deltas, sign: 1 | -1): AddToCell {
  return (kind, set, period, member, attribute, delta) =>
    addDelta(deltas, cellAddress(kind, set, period, member), attribute, sign * delta);
}

export function addDelta(deltas: Deltas, address: string, attribute: string, delta: number): void {
  let cell = deltas.cells.get(address);
  if (!cell) {
    cell = new Map();
    deltas.cells.set(address, cell);
  }
  const sum = (cell.get(attribute) ?? 0) + delta;
  if (sum !== 0) cell.set(attribute, sum);
  else {
    cell.delete(attribute);
    if (cell.size === 0) deltas.cells.delete(address);
  }
}

/** Adds all of `from` to `into`. */
export function mergeDeltas(into: Deltas, from: Deltas): void {
  for (const [address, cell] of from.cells) {
    for (const [attribute, delta] of cell) addDelta(into, address, attribute, delta);
  }
}

/** How many cells `from` would add to those already in `into`. */
export function newCells(into: Deltas, from: Deltas): number {
  let count = 0;
  for (const address of from.cells.keys()) if (!into.cells.has(address)) count++;
  return count;
}

export const revisionKind = 'N';

/**
 * The cells that tell readers which home days changed: one item for each month, a counter for each day and `all`.
 * Counted once for each transaction, so a reader that sees the same number may keep what it read.
 */
export function revisionsOf(days: Iterable<string>): Deltas {
  const deltas: Deltas = { cells: new Map() };
  const months = new Set<string>();
  for (const day of days) {
    addDelta(deltas, cellAddress(revisionKind, 'a', monthOf(day), ''), dayPrefix(day), 1);
    months.add(monthOf(day));
  }
  for (const month of months) addDelta(deltas, cellAddress(revisionKind, 'a', month, ''), 'all', 1);
  return deltas;
}
