import { dropOldest } from './drop-oldest.ts';

/** A function with its answers to the last `most` texts kept in memory: a batch names the same few people again and again. */
export function remembering(of: (text: string) => string, most = 20_000): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const seen = known.get(text);
    if (seen !== undefined) return seen;
    const found = of(text);
    // What came first goes: cheaper than what was used least lately, and as good for batches.
    dropOldest(known, most);
    known.set(text, found);
    return found;
  };
}
