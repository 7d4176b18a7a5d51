/** A cell of the collaboration matrix; `interactions` is null when withheld. */
export interface TieCell {
  from: { id: string };
  to: { id: string };
  interactions: number | null;
}

export interface Tie {
  from: string;
  to: string;
  count: number;
  /** What came back; null when withheld. */
  back: number | null;
}

export interface Ties {
  /** Pairs of departments that wrote to each other, each by its busier way, the busiest first. */
  strongest: Tie[];
  /** Departments that surely neither wrote to another one nor heard from one, in the order of the matrix. */
  alone: string[];
  /** Pairs that surely did not write to each other, without those of departments that are alone. */
  silent: [string, string][];
  /** How many cells are withheld, of how many. */
  withheld: number;
  cells: number;
}

/** What a collaboration matrix says in plain words: who writes most, and who does not write at all. Nothing is said of what is withheld. */
export function tiesOf(cells: readonly TieCell[]): Ties {
  const count = new Map(cells.map(({ from, to, interactions }) => [`${from.id}|${to.id}`, interactions]));
  const between = (from: string, to: string) => count.get(`${from}|${to}`) ?? null;
  const departments = [...new Set(cells.map(({ from }) => from.id))];
  const isSilent = (a: string, b: string) => between(a, b) === 0 && between(b, a) === 0;
  const alone = departments.filter((id) => departments.every((other) => other === id || isSilent(id, other)));
  const others = departments.filter((id) => !alone.includes(id));
  return {
    strongest: cells
      .flatMap(({ from, to, interactions }) =>
        from.id !== to.id && interactions !== null && interactions > 0
          ? [{ from: from.id, to: to.id, count: interactions, back: between(to.id, from.id) }]
          : [],
      )
      .filter(({ from, to, count, back }) => count > (back ?? 0) || (count === back && from < to))
      .sort((a, b) => b.count - a.count),
    alone: departments.length > 1 ? alone : [],
    silent: others.flatMap((a, index) =>
      others.slice(index + 1).flatMap((b): [string, string][] => (isSilent(a, b) ? [[a, b]] : [])),
    ),
    withheld: cells.filter(({ interactions }) => interactions === null).length,
    cells: cells.length,
  };
}
