/** What must not be told of groups of employees by department: some departments, or all together. */
export interface HiddenList {
  total: boolean;
  departments: string[];
}

/**
 * What must not be told of one table of employees by department and channel: all together, rows (departments), columns
 * (kinds of channel, channels) and cells (`department|kind`, `department|channel`).
 */
export interface HiddenCells extends HiddenList {
  kinds: string[];
  kindCells: string[];
  channels: string[];
  cells: string[];
}

/** What must not be told of a period. */
export interface Hidden {
  /** Active employees by their own department and the channel. */
  own: HiddenCells;
  /** Active employees by the department of the interaction and the channel. */
  at: HiddenCells;
  /** Employees who wrote to other departments, and within their own, by their own department. */
  across: HiddenList;
  within: HiddenList;
  /** `from|to`: departments of which fewer than five wrote to another, and what these could be computed from. */
  pairs: string[];
}

const noList: HiddenList = { total: false, departments: [] };
const noCells: HiddenCells = { ...noList, kinds: [], kindCells: [], channels: [], cells: [] };
export const nothingHidden: Hidden = {
  own: noCells,
  at: noCells,
  across: noList,
  within: noList,
  pairs: [],
};

/** All that either hides. */
export function joinHidden(a: Hidden, b: Hidden): Hidden {
  return {
    own: joinCells(a.own, b.own),
    at: joinCells(a.at, b.at),
    across: joinLists(a.across, b.across),
    within: joinLists(a.within, b.within),
    pairs: join(a.pairs, b.pairs),
  };
}

/** What is hidden that `known` does not hide. */
export function hiddenBeyond(hidden: Hidden, known: Hidden): Hidden {
  return {
    own: cellsBeyond(hidden.own, known.own),
    at: cellsBeyond(hidden.at, known.at),
    across: listBeyond(hidden.across, known.across),
    within: listBeyond(hidden.within, known.within),
    pairs: beyond(hidden.pairs, known.pairs),
  };
}

const join = (one: readonly string[], other: readonly string[]): string[] => [...new Set([...one, ...other])].sort();

const joinLists = (one: HiddenList, other: HiddenList): HiddenList => ({
  total: one.total || other.total,
  departments: join(one.departments, other.departments),
});

export const joinCells = (one: HiddenCells, other: HiddenCells): HiddenCells => ({
  ...joinLists(one, other),
  kinds: join(one.kinds, other.kinds),
  kindCells: join(one.kindCells, other.kindCells),
  channels: join(one.channels, other.channels),
  cells: join(one.cells, other.cells),
});

function beyond(all: readonly string[], known: readonly string[]): string[] {
  const less = new Set(known);
  return all.filter((one) => !less.has(one));
}

const listBeyond = (all: HiddenList, known: HiddenList): HiddenList => ({
  total: all.total && !known.total,
  departments: beyond(all.departments, known.departments),
});

const cellsBeyond = (all: HiddenCells, known: HiddenCells): HiddenCells => ({
  ...listBeyond(all, known),
  kinds: beyond(all.kinds, known.kinds),
  kindCells: beyond(all.kindCells, known.kindCells),
  channels: beyond(all.channels, known.channels),
  cells: beyond(all.cells, known.cells),
});
