/** Calls `each` for every element, at most `most` at a time; the first failure rejects. */
export async function inParallel<T>(all: readonly T[], most: number, each: (one: T) => Promise<void>): Promise<void> {
  let next = 0;
  const work = async () => {
    while (next < all.length) await each(all[next++] as T);
  };
  await Promise.all(Array.from({ length: Math.min(most, all.length) }, work));
}
