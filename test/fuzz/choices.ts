/** Decisions that an input makes: its bytes in turn, then always the first of what there is. */
export interface Choices {
  /** From 0 up to `count`, not included. */
  below: (count: number) => number;
  one: <T>(of: readonly T[]) => T;
  some: <T>(of: readonly T[], most: number) => T[];
  /** True in about so many of a hundred cases. */
  chance: (percent: number) => boolean;
}

/**
 * Reads an input as decisions, so that whatever bytes a mutant has, it makes a value of the kind that is wanted, and a small
 * change of bytes is a small change of the value.
 */
export function choicesOf(input: Buffer): Choices {
  let at = 0;
  const byte = () => input[at++] ?? 0;
  const below = (count: number): number =>
    count <= 1 ? 0 : count <= 256 ? byte() % count : (byte() * 256 + byte()) % count;
  const one = <T>(of: readonly T[]): T => of[below(of.length)] as T;
  return {
    below,
    one,
    some: (of, most) => Array.from({ length: below(most + 1) }, () => one(of)),
    // The first of what there is is the usual: no bytes, no oddities.
    chance: (percent) => byte() % 100 > 99 - percent,
  };
}

/** Inputs of pseudo-random bytes to begin with. */
export function randomBytes(random: () => number, count: number, length: number): Buffer[] {
  return Array.from({ length: count }, () => Buffer.from(Array.from({ length }, () => Math.floor(random() * 256))));
}
