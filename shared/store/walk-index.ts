import type { PageWindow, Placed } from './connection.ts';
import { type Bounds, type IndexWalk, isSpent, mergeDays, walkLimits } from './merge-days.ts';
import { comparePlaces, type Place } from './place.ts';

/**
 * One page of an index, newest first, walked from either end: the partitions of a day are merged, then those of the
 * next days, more and more at once where there is little in them, until the page is full. Each item that matches is on
 * exactly one page; what is inserted meanwhile moves no other.
 */
export async function walkIndex<T>(
  walk: IndexWalk<T>,
  window: PageWindow,
): Promise<{ found: Placed<T>[]; more: boolean; stoppedAt?: Place }> {
  const newestFirst = window.from === 'start';
  const bounds = boundsOf(walk.range, window);
  // A cursor from outside the range.
  if (bounds.low > bounds.high) return { found: [], more: false };
  const days = walk.days.filter((day) => `${day}~` >= bounds.low && day <= bounds.high);
  if (newestFirst) days.reverse();
  const spent = { items: 0, queries: 0 };
  const found: Placed<T>[] = [];
  let stoppedAt: Place | undefined;
  for (let at = 0, span = 1; at < days.length && !stoppedAt && found.length <= window.count; at += span, span *= 2) {
    if (isSpent(spent)) {
      const day = days[at] as string;
      stoppedAt = { sort: newestFirst ? `${day}~` : day, tie: '' };
      break;
    }
    const perDay = walk.partitionsOf(days[at] as string).length;
    span = Math.min(span, Math.max(1, Math.floor(walkLimits.partitions / Math.max(1, perDay))));
    const merged = await mergeDays(walk, days.slice(at, at + span), bounds, window, found.length, spent);
    found.push(...merged.found);
    stoppedAt = merged.stoppedAt;
  }
  const full = found.length > window.count;
  const page = found.slice(0, window.count);
  if (!newestFirst) page.reverse();
  return { found: page, more: full || stoppedAt !== undefined, ...(!full && stoppedAt && { stoppedAt }) };
}

/** List order is newest first: what comes after a place in the list sorts before it in the index. */
function boundsOf({ start, end }: { start: number; end: number }, { after, before }: PageWindow): Bounds {
  const low = new Date(start).toISOString();
  const high = `${new Date(end - 1).toISOString()}#~`;
  return {
    low: before && before.sort > low ? before.sort : low,
    high: after && after.sort < high ? after.sort : high,
    includes: (place) => (!after || comparePlaces(place, after) < 0) && (!before || comparePlaces(place, before) > 0),
  };
}
