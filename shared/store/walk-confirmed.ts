import type { PageWindow, Placed } from './connection.ts';
import type { IndexWalk } from './merge-days.ts';
import type { Place } from './place.ts';
import { walkIndex } from './walk-index.ts';

/** How many of an index's entries are confirmed at once, and how often for one page: then the page says where it stopped. */
export const confirmLimits = { candidates: 200, rounds: 10 } as const;

/**
 * One page of what an index holds and `confirm` makes of it (undefined: nothing, one answer for each candidate), walked
 * like `walkIndex`: each is on exactly one page.
 */
export async function walkConfirmed<T, U>(
  walk: IndexWalk<T>,
  window: PageWindow,
  confirm: (candidates: readonly T[]) => Promise<readonly (U | undefined)[]>,
): Promise<{ found: Placed<U>[]; more: boolean; stoppedAt?: Place }> {
  const forward = window.from === 'start';
  /** In the order of the walk. */
  const found: Placed<U>[] = [];
  let rest: PageWindow = { ...window, count: confirmLimits.candidates };
  let stoppedAt: Place | undefined;
  for (let round = 1; found.length <= window.count; round++) {
    const walked = await walkIndex(walk, rest);
    const candidates = forward ? walked.found : walked.found.toReversed();
    const nodes = await confirm(candidates.map(({ node }) => node));
    candidates.forEach(({ place }, at) => {
      const node = nodes[at];
      if (node !== undefined) found.push({ place, node });
    });
    if (!walked.more) break;
    const reached = walked.stoppedAt ?? (candidates.at(-1)?.place as Place);
    if (walked.stoppedAt || round === confirmLimits.rounds) {
      stoppedAt = reached;
      break;
    }
    rest = { ...rest, ...(forward ? { after: reached } : { before: reached }) };
  }
  const full = found.length > window.count;
  const page = found.slice(0, window.count);
  if (!forward) page.reverse();
  return { found: page, more: full || stoppedAt !== undefined, ...(!full && stoppedAt && { stoppedAt }) };
}
