/** mulberry32: uniform numbers in [0, 1), the same for the same seed. */
export function randomOf(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The same numbers after a 0: what happens to some requests happens to the first of them, where there are few. */
export function zeroFirst(random: () => number): () => number {
  let drawn = false;
  return () => {
    if (drawn) return random();
    drawn = true;
    return 0;
  };
}

export function shuffled<T>(all: readonly T[], random: () => number): T[] {
  const keyed = all.map((one) => ({ one, at: random() }));
  return keyed.sort((a, b) => a.at - b.at).map(({ one }) => one);
}

/** Cuts into batches of 1 to `most`. */
export function inBatches<T>(all: readonly T[], most: number, random: () => number): T[][] {
  const made: T[][] = [];
  for (let at = 0; at < all.length; at += made.at(-1)?.length ?? 1) {
    made.push(all.slice(at, at + 1 + Math.floor(random() * most)));
  }
  return made;
}
