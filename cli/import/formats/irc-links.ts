/** Which lines of a log belong together, by hand-made reply links. Lines are counted from 0. */
export interface Links {
  /** The first line of the conversation of each line that a link names. */
  rootOf: ReadonlyMap<number, number>;
  /** Lines that start a conversation: a link to themselves. */
  starts: ReadonlySet<number>;
  /** Of each line the latest that it answers. */
  answered: ReadonlyMap<number, number>;
}

/** Reads `line line -`, one link a line, as jkkummerfeld/irc-disentanglement writes them. */
export function readLinks(text: string): Links {
  const parent = new Map<number, number>();
  const root = (line: number): number => {
    let at = line;
    for (let above = parent.get(at) ?? at; above !== at; above = parent.get(at) ?? at) at = above;
    return at;
  };
  const selfLinks = new Set<number>();
  const answered = new Map<number, number>();
  for (const [, one, other] of text.matchAll(/^(\d+) (\d+)(?: -)?\s*$/gm)) {
    const [from, to] = [Math.min(Number(one), Number(other)), Math.max(Number(one), Number(other))];
    for (const line of [from, to]) if (!parent.has(line)) parent.set(line, line);
    if (from === to) selfLinks.add(from);
    else answered.set(to, Math.max(from, answered.get(to) ?? 0));
    const roots = [root(from), root(to)] as const;
    parent.set(Math.max(...roots), Math.min(...roots));
  }
  const rootOf = new Map([...parent.keys()].map((line) => [line, root(line)]));
  // A conversation that two others grew into has one start.
  const starts = new Set([...selfLinks].filter((line) => rootOf.get(line) === line));
  return { rootOf, starts, answered };
}
