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
