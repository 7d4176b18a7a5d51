import { cycleFinder, type FlowEdge } from './suppression-cycle.ts';

/** A group of fewer people is not told; nobody at all is no group. */
export const smallestGroup = 5;

/** Whether a count is that of a group too small to be told. */
export const isSmallGroup = (people: number): boolean => people > 0 && people < smallestGroup;

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

/**
 * Which cells of a table rows × columns must be hidden so that none of them can be computed from the rest: from the
 * cells shown, the grand total, and the sums of rows and columns, which `suppressList` of these sums decides upon.
 * Hidden are cells of 1 to 4 people (primary), and the fewest other people that let every hidden cell take another
 * value under the same sums (complementary: the cheapest cycle of hidden cells through each; Gusfield, "A graph
 * theoretic approach to statistical data security", SIAM J. Comput. 17(3), 1988). What is hidden in a line whose sum is
 * shown holds at least five. A zero is hidden only where nothing else helps, so a hidden cell is known to be 0 or more.
 * Cells hidden before stay hidden; null is no cell at all. Deterministic; where the grand total is 1 to 4, that is for
 * the caller to hide.
 */
export function suppress(
  people: readonly (readonly (number | null)[])[],
  before: readonly (readonly boolean[])[] = [],
): boolean[][] {
  const hidden = people.map((row, r) =>
    row.map((count, c) => count !== null && (isSmallGroup(count) || before[r]?.[c] === true)),
  );
  const rowSums = people.map((row) => sum(row.map((count) => count ?? 0)));
  const columnSums = (people[0] ?? []).map((_, c) => sum(people.map((row) => row[c] ?? 0)));
  if (isSmallGroup(sum(rowSums))) return hidden;

  const edges = edgesOf(people, hidden, rowSums, columnSums);
  const cells = edges.filter(({ cell }) => cell);
  const lines = [
    ...rowSums.map((_, r) => cells.filter(({ cell }) => cell?.[0] === r)),
    ...columnSums.map((_, c) => cells.filter(({ cell }) => cell?.[1] === c)),
  ].filter((_, line) => !edges.some(({ cell, line: of }) => !cell && of === line));

  const cheapestCycle = cycleFinder(edges);
  const safe = new Set<FlowEdge>();
  for (;;) {
    for (const line of lines) fillLine(line);
    const target = edges.find((edge) => edge.hidden && edge.people > 0 && !safe.has(edge));
    if (!target) break;
    for (const edge of [target, ...cheapestCycle(target)]) {
      edge.hidden = true;
      safe.add(edge);
    }
  }
  for (const { cell, hidden: hide } of cells) if (cell && hide) (hidden[cell[0]] as boolean[])[cell[1]] = true;
  return hidden;
}

/** The same for one list, its total shown: of departments in a company, say. A total of 1 to 4 is for the caller to hide. */
export function suppressList(people: readonly number[], before: readonly boolean[] = []): boolean[] {
  const hidden = people.map((count, at) => isSmallGroup(count) || before[at] === true);
  const left = people.map((count, at) => ({ count, at })).filter(({ count, at }) => count > 0 && !hidden[at]);
  left.sort((a, b) => a.count - b.count || a.at - b.at);
  for (const { at } of left) {
    const group = people.filter((count, one) => count > 0 && hidden[one]);
    if (group.length === 0 || (group.length > 1 && sum(group) >= smallestGroup)) break;
    hidden[at] = true;
  }
  return hidden;
}

interface TableEdge extends FlowEdge {
  /** Row and column; absent for the sum of a line. */
  cell?: readonly [number, number];
  /** The line that a sum is of: rows, then columns. */
  line?: number;
}

/** The table as a flow from all, through a row and a column, to all: people are its amounts, hidden sums its margins. */
function edgesOf(
  people: readonly (readonly (number | null)[])[],
  hidden: readonly (readonly boolean[])[],
  rowSums: readonly number[],
  columnSums: readonly number[],
): TableEdge[] {
  const sums = [...rowSums, ...columnSums];
  const [rows, all, back] = [rowSums.length, sums.length, sums.length + 1];
  const margins = [...suppressList(rowSums), ...suppressList(columnSums)].flatMap((hide, line): TableEdge[] => {
    if (!hide) return [];
    const ends = line < rows ? { from: all, to: line } : { from: line, to: back };
    return [{ ...ends, people: sums[line] ?? 0, hidden: true, line }];
  });
  const cells = people.flatMap((row, r) =>
    row.flatMap((count, c): TableEdge[] => {
      const ends = { from: r, to: rows + c };
      return count === null ? [] : [{ ...ends, people: count, hidden: hidden[r]?.[c] === true, cell: [r, c] }];
    }),
  );
  return [...margins, ...cells];
}

/** The hidden part of a line is itself told, as its sum less what is shown: it must not be a small group either. */
function fillLine(line: readonly FlowEdge[]): void {
  let part = 0;
  for (const { people, hidden } of line) if (hidden) part += people;
  if (!isSmallGroup(part)) return;
  const others = line.filter(({ people, hidden }) => people > 0 && !hidden).sort((a, b) => a.people - b.people);
  for (const edge of others) {
    if (!isSmallGroup(part)) return;
    edge.hidden = true;
    part += edge.people;
  }
}
