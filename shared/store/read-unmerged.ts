import { monthOf } from '../cell.ts';
import type { Revisions } from './cell-queries.ts';
import { mergesOf } from './people-item.ts';

export interface UnmergedRead<T> {
  /** The home days whose log is read. */
  days: readonly string[];
  /** The counters of their months, read before anything else. */
  merges: Revisions;
  loadMerges(months: string[]): Promise<Revisions>;
  read(): Promise<T>;
  sleep(milliseconds: number): Promise<void>;
}

/** Merging a day takes some tenths of a second. */
const maxAttempts = 30;
const pauseMs = 50;

/**
 * Reads the people log of days until no items of them were merged meanwhile: such a read sees every meeting exactly once,
 * one that saw a merge half done might not. Costs one more small read; throws when the merging does not end.
 */
export async function readUnmerged<T>({ days, merges, loadMerges, read, sleep }: UnmergedRead<T>): Promise<T> {
  const months = [...new Set(days.map(monthOf))];
  let before = merges;
  for (let attempt = 1; attempt <= maxAttempts; attempt++) {
    const found = await read();
    const after = await loadMerges(months);
    if (days.every((day) => countOf(before, day) === countOf(after, day))) return found;
    before = after;
    await sleep(pauseMs);
  }
  throw new Error('The people of these days are being merged without an end: try again.');
}

const countOf = (merges: Revisions, day: string): number => merges.get(monthOf(day))?.get(mergesOf(day)) ?? 0;
