/**
 * Whether a JSON value nests deeper than so many levels: `[[1]]` has two. It never recurses: `JSON.parse` takes any depth, and
 * what else works on values (`JSON.stringify`, `structuredClone`) runs out of stack, each at another depth.
 */
export function nestsDeeper(value: unknown, levels: number): boolean {
  let level = [value];
  for (let depth = 0; ; depth++) {
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? [one] : []));
    if (level.length === 0) return false;
    if (depth === levels) return true;
    level = level.flatMap((one) => Object.values(one as object));
  }
}
