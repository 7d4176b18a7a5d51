/** mulberry32: random numbers in [0, 1) that depend on nothing but the seed and the index. */
export function randomOf(seed: number, index: number): () => number {
  let state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b)) | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Box and Muller: a standard normal number from two uniform ones. */
export const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** One of all by a random number in [0, 1); throws when there is none. */
export function pick<T>(all: readonly T[], random: number): T {
  const one = all[Math.floor(random * all.length)];
  if (one === undefined) throw new RangeError('nothing to pick from');
  return one;
}
