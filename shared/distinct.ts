/** Keys are whole numbers from 0 up to this, evenly spread. */
const keySpace = 2 ** 48;

/** A count is exact up to here; beyond, at least about as many keys are counted to estimate it. */
export const exactUpTo = 4_096;

/** Slots of the hash table: a power of two, at least twice what it is ever filled with. */
const maxSlots = 32_768;
const table = new Float64Array(maxSlots);

/**
 * How many different keys there are in ascending arrays, and the relative error (95 %) of the count. Exact up to
 * `exactUpTo`; beyond, the keys below a threshold are counted, and their number is divided by the share of the key space
 * below it (Dasgupta, Lang, Rhodes, Thaler: "A Framework for Estimating Stream Expression Cardinalities", ICDT 2016).
 * What it costs depends on how often the same keys come again, not on how many there are.
 */
export function countDistinct(arrays: readonly Float64Array[]): { count: number; error: number } {
  let total = 0;
  for (const keys of arrays) total += keys.length;
  if (total === 0) return { count: 0, error: 0 };
  const slots = Math.min(maxSlots, 2 ** Math.ceil(Math.log2(2 * total + 1)));
  table.fill(-1, 0, slots);
  const positions = new Uint32Array(arrays.length);
  let threshold = total <= 2 * exactUpTo ? keySpace : (keySpace * 2 * exactUpTo) / total;
  let found = 0;
  for (;;) {
    for (let index = 0; index < arrays.length; index++) {
      const keys = arrays[index] as Float64Array;
      let at = positions[index] as number;
      for (; at < keys.length && (keys[at] as number) < threshold; at++) if (isNew(keys[at] as number, slots)) found++;
      positions[index] = at;
    }
    if (threshold >= keySpace) return { count: found, error: 0 };
    if (found > exactUpTo) {
      const share = threshold / keySpace;
      return { count: found / share, error: 1.96 * Math.sqrt((1 - share) / found) };
    }
    // Keys came again and again: enough of them lie below a greater threshold.
    threshold = Math.min(keySpace, threshold * (found * 2 > exactUpTo ? 2 : 4));
  }
}

/** Whether a key was not in the table yet; it is then. */
function isNew(key: number, slots: number): boolean {
  for (let slot = key & (slots - 1); ; slot = (slot + 1) & (slots - 1)) {
    if (table[slot] === key) return false;
    if (table[slot] === -1) {
      table[slot] = key;
      return true;
    }
  }
}
