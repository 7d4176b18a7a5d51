import type { WithheldStore } from '../../shared/store/withheld.ts';
import type { BasePeriod } from './base-periods.ts';
import type { Days } from './days.ts';
import type { KindOf } from './guard.ts';
import { type Hidden, hiddenBeyond, joinHidden, nothingHidden } from './hidden.ts';
import { hiddenOn } from './hidden-on.ts';
import type { People } from './people-of.ts';

/** Several weeks or months in a row: what any of them hides is hidden, and what it takes beyond that is decided upon. */
export interface LongerRange extends Days {
  /** `week:2026-11-16 since 2026-10-05`: sorts behind its last week or month, so that one query reads both. */
  key: string;
  periods: readonly BasePeriod[];
}

/** The range of several weeks or months in a row; undefined for a single one. */
export function longerRange(periods: readonly BasePeriod[]): LongerRange | undefined {
  const [first, last] = [periods[0], periods.at(-1)];
  if (!first || !last || first === last) return undefined;
  return { key: `${last.key} since ${first.from}`, from: first.from, to: last.to, periods };
}

/**
 * What must not be told of a range whose periods hide `joined`. What it hides beyond them is stored, and only ever grows:
 * late facts could else tell of a group that was hidden to protect another. Nothing is written where it hides no more.
 */
export async function decideRange(
  range: LongerRange,
  joined: Hidden,
  stored: Hidden | undefined,
  { people, kindOf, store }: { people: People; kindOf: KindOf; store: Pick<WithheldStore<Hidden>, 'grow'> },
): Promise<Hidden> {
  const grown = (own = nothingHidden): Hidden =>
    joinHidden(own, hiddenBeyond(hiddenOn(range, people, kindOf, joinHidden(joined, own)), joined));
  const own = grown(stored);
  const isStored = JSON.stringify(own) === JSON.stringify(stored ?? nothingHidden);
  return joinHidden(joined, isStored ? own : await store.grow(range.key, grown));
}
