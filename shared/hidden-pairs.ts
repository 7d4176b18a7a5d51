import { suppress, suppressList } from './suppression.ts';

/**
 * Which ordered pairs of departments, as `from|to`, must be hidden so that no group of one to four senders can be
 * computed from the others. What departments send to others and what stays within them are suppressed apart: how much
 * of each a department has is told by its openness, so neither can hide the other. Pairs hidden before stay hidden.
 */
export function hiddenPairs(
  departments: readonly string[],
  sendersOf: (pair: string) => number,
  wasHidden: (pair: string) => boolean,
): Set<string> {
  const pairs = departments.map((from) => departments.map((to) => `${from}|${to}`));
  const across = suppress(
    pairs.map((row, r) => row.map((pair, c) => (r === c ? null : sendersOf(pair)))),
    pairs.map((row) => row.map(wasHidden)),
  );
  const diagonal = pairs.map((row, r) => row[r] as string);
  const within = suppressList(diagonal.map(sendersOf), diagonal.map(wasHidden));
  return new Set(pairs.flatMap((row, r) => row.filter((_, c) => (r === c ? within[r] : across[r]?.[c]))));
}
