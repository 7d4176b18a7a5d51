import { isSmallGroup, suppress } from '../../shared/suppression.ts';
import { channelKinds } from '../../shared/vocabulary.ts';
import type { KindOf } from './guard.ts';
import { type HiddenCells, joinCells } from './hidden.ts';
import { countIn, hideGroups, smallest } from './hide-groups.ts';

/**
 * What must be hidden of employees by department and channel (`groups`: `department|channel` to keys). Departments and
 * kinds of channel are told beside all of them together, channels beside their kind: each of these tables is suppressed within
 * what the one above tells.
 */
export function hideTable(
  groups: ReadonlyMap<string, Float64Array[]>,
  kindOf: KindOf,
  before: HiddenCells,
): HiddenCells {
  const members = [...groups.keys(), ...before.cells].map(partsOfCell);
  const departments = unique(members.map(([department]) => department));
  const channels = unique(members.map(([, channel]) => channel));
  const keys = (wanted: (department: string, channel: string) => boolean) =>
    [...groups].flatMap(([member, met]) => (wanted(...partsOfCell(member)) ? met : []));

  const rows = hideGroups(
    departments,
    (one) => keys((department) => department === one),
    (one) => before.departments.includes(one),
  );
  const kinds = hideGroups(
    channelKinds,
    (one) => keys((_, channel) => kindOf(channel) === one),
    (one) => before.kinds.includes(one),
  );
  const kindCells = hideCells(
    departments,
    channelKinds,
    (row, kind) => keys((department, channel) => department === row && kindOf(channel) === kind),
    (row, kind) =>
      rows.hidden.includes(row) || kinds.hidden.includes(kind) || before.kindCells.includes(`${row}|${kind}`),
  );
  const found: HiddenCells = {
    total: rows.total || kinds.total,
    departments: rows.hidden,
    kinds: kinds.hidden,
    kindCells,
    channels: [],
    cells: [],
  };
  for (const kind of channelKinds) {
    const ofKind = channels.filter((channel) => kindOf(channel) === kind);
    const columns = hideGroups(
      ofKind,
      (one) => keys((_, channel) => channel === one),
      (one) => kinds.hidden.includes(kind) || before.channels.includes(one),
    );
    found.channels.push(...columns.hidden);
    found.cells.push(
      ...hideCells(
        departments,
        ofKind,
        (row, channel) => groups.get(`${row}|${channel}`) ?? [],
        (row, channel) =>
          kindCells.includes(`${row}|${kind}`) ||
          columns.hidden.includes(channel) ||
          before.cells.includes(`${row}|${channel}`),
      ),
    );
  }
  return joinCells(found, before);
}

export function partsOfCell(cell: string): [string, string] {
  const at = cell.indexOf('|');
  return [cell.slice(0, at), cell.slice(at + 1)];
}

/** Cells told beside the sums of their rows and columns; the people of a line who are in hidden cells alone are not few. */
function hideCells(
  rows: readonly string[],
  columns: readonly string[],
  groupOf: (row: string, column: string) => readonly Float64Array[],
  was: (row: string, column: string) => boolean,
): string[] {
  const counts = rows.map((row) => columns.map((column) => countIn(groupOf(row, column))));
  const hides = suppress(
    counts,
    rows.map((row) => columns.map((column) => was(row, column))),
  );
  const lines = [
    ...rows.map((_, row) => columns.map((__, column) => [row, column] as const)),
    ...columns.map((_, column) => rows.map((__, row) => [row, column] as const)),
  ];
  const keysOf = (line: readonly (readonly [number, number])[]) =>
    line.flatMap(([row, column]) => groupOf(rows[row] as string, columns[column] as string));
  for (let changed = true; changed; ) {
    changed = false;
    for (const line of lines) {
      const shown = line.filter(([row, column]) => !hides[row]?.[column]);
      if (!isSmallGroup(countIn(keysOf(line)) - countIn(keysOf(shown)))) continue;
      const next = smallest(
        line.map(([row, column]) => counts[row]?.[column] ?? 0),
        line.map(([row, column]) => hides[row]?.[column] === true),
      );
      const cell = next === undefined ? undefined : line[next];
      if (!cell) continue;
      (hides[cell[0]] as boolean[])[cell[1]] = true;
      changed = true;
    }
  }
  return rows.flatMap((row, r) => columns.filter((_, c) => hides[r]?.[c]).map((column) => `${row}|${column}`));
}

const unique = (ids: readonly string[]): string[] => [...new Set(ids)].sort();
