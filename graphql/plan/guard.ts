import { countDistinct } from '../../shared/distinct.ts';
import { hiddenPairs } from '../../shared/hidden-pairs.ts';
import type { Presence } from '../../shared/metrics/people.ts';
import { isSmallGroup, suppress, suppressList } from '../../shared/suppression.ts';
import { type ChannelKind, channelKinds } from '../../shared/vocabulary.ts';
import type { Days } from './days.ts';
import type { People } from './people-of.ts';

/**
 * What must not be told of one table of departments by channel: all of it together, rows (departments), columns (kinds of
 * channel, channels) and cells (`department|kind`, `department|channel`).
 */
export interface HiddenCells {
  total: boolean;
  departments: string[];
  kinds: string[];
  kindCells: string[];
  channels: string[];
  cells: string[];
}

/** What must not be told of a period. */
export interface Hidden {
  /** Employees by their own department and the channel. */
  own: HiddenCells;
  /** Employees by the department of the interaction and the channel. */
  at: HiddenCells;
  /** `from|to`: departments of which fewer than five wrote to another, and what these could be computed from. */
  pairs: string[];
  /** Departments of which all that they wrote to others must not be told either. */
  outward: string[];
}

const noCells: HiddenCells = { total: false, departments: [], kinds: [], kindCells: [], channels: [], cells: [] };
export const nothingHidden: Hidden = {
  own: noCells,
  at: noCells,
  pairs: [],
  outward: [],
};

/** Departments and channels that a value is about. */
export interface Selection {
  inDepartment(id: string): boolean;
  inChannel(id: string): boolean;
  /** No department is left out. */
  allDepartments: boolean;
  /** Which channels are in: all, all of some kinds, or others. */
  channels: 'all' | 'some' | readonly ChannelKind[];
}

/** All that either hides. */
export function joinHidden(a: Hidden, b: Hidden): Hidden {
  const join = (one: readonly string[], other: readonly string[]) => [...new Set([...one, ...other])].sort();
  const joinCells = (one: HiddenCells, other: HiddenCells): HiddenCells => ({
    total: one.total || other.total,
    departments: join(one.departments, other.departments),
    kinds: join(one.kinds, other.kinds),
    kindCells: join(one.kindCells, other.kindCells),
    channels: join(one.channels, other.channels),
    cells: join(one.cells, other.cells),
  });
  return {
    own: joinCells(a.own, b.own),
    at: joinCells(a.at, b.at),
    pairs: join(a.pairs, b.pairs),
    outward: join(a.outward, b.outward),
  };
}

/**
 * What must not be told of the employees met on some days: groups of one to four, and what they could be computed from
 * (`shared/suppression.ts`), beside what was hidden before.
 */
export function hiddenOn(days: Days, people: People, kindOf: KindOf, before: Hidden): Hidden {
  return {
    own: hiddenIn(
      people.groups(days, isEmployee, ({ own, channel }) => `${own}|${channel}`),
      kindOf,
      before.own,
    ),
    at: hiddenIn(
      people.groups(days, isEmployee, ({ department, channel }) => `${department}|${channel}`),
      kindOf,
      before.at,
    ),
    ...hiddenBetween(
      people.groups(
        days,
        ({ to }) => to !== '',
        ({ own, to }) => `${own}|${to}`,
      ),
      before,
    ),
  };
}

/** The kind of a channel. */
export type KindOf = (channel: string) => ChannelKind;

/** Whether a value about employees in a selection must not be told: a hidden cell, row or column is in it. */
export function isHidden(
  hidden: HiddenCells,
  { inDepartment, inChannel, allDepartments, channels }: Selection,
): boolean {
  if (channels === 'all') return allDepartments ? hidden.total : hidden.departments.some(inDepartment);
  const inColumn = channels === 'some' ? inChannel : (kind: string) => channels.some((one) => one === kind);
  const [columns, cells] = channels === 'some' ? [hidden.channels, hidden.cells] : [hidden.kinds, hidden.kindCells];
  if (allDepartments) return columns.some(inColumn);
  return cells.some((cell) => {
    const [department, column] = parts(cell);
    return inDepartment(department) && inColumn(column);
  });
}

const isEmployee = ({ kind }: Presence): boolean => kind === 'employee';

/**
 * Departments and kinds of channel are told beside all of them together, channels beside their kind: each of these tables is
 * suppressed within what the one above tells.
 */
function hiddenIn(groups: ReadonlyMap<string, Float64Array[]>, kindOf: KindOf, before: HiddenCells): HiddenCells {
  const members = [...groups.keys(), ...before.cells].map(parts);
  const departments = unique(members.map(([department]) => department));
  const channels = unique(members.map(([, channel]) => channel));
  const people = (wanted: (department: string, channel: string) => boolean) =>
    countDistinct([...groups].flatMap(([member, keys]) => (wanted(...parts(member)) ? keys : []))).count;
  const hideIn = (ids: readonly string[], count: (id: string) => number, was: (id: string) => boolean) => {
    const hidden = suppressList(ids.map(count), ids.map(was));
    return ids.filter((_, at) => hidden[at]);
  };
  const hideCells = (
    columns: readonly string[],
    count: (department: string, column: string) => number,
    was: (department: string, column: string) => boolean,
  ) => {
    const cells = suppress(
      departments.map((department) => columns.map((column) => count(department, column))),
      departments.map((department) => columns.map((column) => was(department, column))),
    );
    return departments.flatMap((department, row) =>
      columns.filter((_, column) => cells[row]?.[column]).map((column) => `${department}|${column}`),
    );
  };

  const hidden: HiddenCells = {
    total: before.total || isSmallGroup(people(() => true)),
    departments: hideIn(
      departments,
      (one) => people((department) => department === one),
      (one) => before.departments.includes(one),
    ),
    kinds: hideIn(
      channelKinds,
      (one) => people((_, channel) => kindOf(channel) === one),
      (one) => before.kinds.includes(one),
    ),
    kindCells: [],
    channels: [],
    cells: [],
  };
  hidden.kindCells = hideCells(
    channelKinds,
    (row, kind) => people((department, channel) => department === row && kindOf(channel) === kind),
    (row, kind) =>
      hidden.departments.includes(row) || hidden.kinds.includes(kind) || before.kindCells.includes(`${row}|${kind}`),
  );
  for (const kind of channelKinds) {
    const ofKind = channels.filter((channel) => kindOf(channel) === kind);
    const columns = hideIn(
      ofKind,
      (one) => people((_, channel) => channel === one),
      (one) => hidden.kinds.includes(kind) || before.channels.includes(one),
    );
    hidden.channels.push(...columns);
    hidden.cells.push(
      ...hideCells(
        ofKind,
        (row, channel) => countDistinct(groups.get(`${row}|${channel}`) ?? []).count,
        (row, channel) =>
          hidden.kindCells.includes(`${row}|${kind}`) ||
          columns.includes(channel) ||
          before.cells.includes(`${row}|${channel}`),
      ),
    );
  }
  return joinHidden({ ...nothingHidden, own: hidden }, { ...nothingHidden, own: before }).own;
}

const unique = (ids: readonly string[]): string[] => [...new Set(ids)].sort();

/** Of departments that write to each other: the pairs, and the sums of what one writes to all others. */
function hiddenBetween(
  senders: ReadonlyMap<string, Float64Array[]>,
  before: Hidden,
): Pick<Hidden, 'pairs' | 'outward'> {
  const departments = [...new Set([...senders.keys(), ...before.pairs].flatMap(parts))].sort();
  const sendersOf = (pair: string) => countDistinct(senders.get(pair) ?? []).count;
  const pairs = hiddenPairs(departments, sendersOf, (pair) => before.pairs.includes(pair));
  const outward = suppressList(
    departments.map((from) => departments.reduce((sum, to) => sum + (to === from ? 0 : sendersOf(`${from}|${to}`)), 0)),
    departments.map((from) => before.outward.includes(from)),
  );
  return {
    pairs: [...pairs].sort(),
    outward: [...new Set([...before.outward, ...departments.filter((_, at) => outward[at])])].sort(),
  };
}

function parts(member: string): [string, string] {
  const at = member.indexOf('|');
  return [member.slice(0, at), member.slice(at + 1)];
}
