import { countDistinct } from '../../shared/distinct.ts';
import { hiddenPairs } from '../../shared/hidden-pairs.ts';
import type { Presence } from '../../shared/metrics/people.ts';
import { suppress, suppressList } from '../../shared/suppression.ts';
import type { Days } from './days.ts';
import type { People } from './people-of.ts';

/** What must not be told of one table: its rows (departments), its columns (channels) and its cells (`department|channel`). */
export interface HiddenCells {
  departments: string[];
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

export const nothingHidden: Hidden = {
  own: { departments: [], channels: [], cells: [] },
  at: { departments: [], channels: [], cells: [] },
  pairs: [],
  outward: [],
};

/** Departments and channels that a value is about. */
export interface Selection {
  inDepartment(id: string): boolean;
  inChannel(id: string): boolean;
  /** Nothing is left out. */
  allDepartments: boolean;
  allChannels: boolean;
}

/** All that either hides. */
export function joinHidden(a: Hidden, b: Hidden): Hidden {
  const join = (one: readonly string[], other: readonly string[]) => [...new Set([...one, ...other])].sort();
  const joinCells = (one: HiddenCells, other: HiddenCells): HiddenCells => ({
    departments: join(one.departments, other.departments),
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
export function hiddenOn(days: Days, people: People, before: Hidden): Hidden {
  return {
    own: hiddenIn(
      people.groups(days, isEmployee, ({ own, channel }) => `${own}|${channel}`),
      before.own,
    ),
    at: hiddenIn(
      people.groups(days, isEmployee, ({ department, channel }) => `${department}|${channel}`),
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

/** Whether a value about employees in a selection must not be told. All together are told unless they are a small group. */
export function isHidden({ departments, channels, cells }: HiddenCells, selection: Selection): boolean {
  const { inDepartment, inChannel, allDepartments, allChannels } = selection;
  if (allDepartments && allChannels) return false;
  if (allChannels) return departments.some(inDepartment);
  if (allDepartments) return channels.some(inChannel);
  return cells.some((cell) => {
    const at = cell.indexOf('|');
    return inDepartment(cell.slice(0, at)) && inChannel(cell.slice(at + 1));
  });
}

const isEmployee = ({ kind }: Presence): boolean => kind === 'employee';

function hiddenIn(groups: ReadonlyMap<string, Float64Array[]>, before: HiddenCells): HiddenCells {
  const members = [...groups.keys()].map((member) => member.split('|') as [string, string]);
  const cellsBefore = before.cells.map((cell) => cell.split('|') as [string, string]);
  const departments = [...new Set([...members, ...cellsBefore].map(([department]) => department))].sort();
  const channels = [...new Set([...members, ...cellsBefore].map(([, channel]) => channel))].sort();
  const people = (wanted: (department: string, channel: string) => boolean) =>
    countDistinct([...groups].flatMap(([member, keys]) => (wanted(...parts(member)) ? keys : []))).count;

  const hiddenDepartments = suppressList(
    departments.map((one) => people((department) => department === one)),
    departments.map((one) => before.departments.includes(one)),
  );
  const hiddenChannels = suppressList(
    channels.map((one) => people((_, channel) => channel === one)),
    channels.map((one) => before.channels.includes(one)),
  );
  const hiddenBefore = (row: number, column: number): boolean =>
    hiddenDepartments[row] === true ||
    hiddenChannels[column] === true ||
    before.cells.includes(`${departments[row]}|${channels[column]}`);
  const cells = suppress(
    departments.map((department) =>
      channels.map((channel) => countDistinct(groups.get(`${department}|${channel}`) ?? []).count),
    ),
    departments.map((_, row) => channels.map((__, column) => hiddenBefore(row, column))),
  );
  return {
    departments: [
      ...new Set([...before.departments, ...departments.filter((_, row) => hiddenDepartments[row])]),
    ].sort(),
    channels: [...new Set([...before.channels, ...channels.filter((_, column) => hiddenChannels[column])])].sort(),
    cells: departments.flatMap((department, row) =>
      channels.filter((_, column) => cells[row]?.[column]).map((channel) => `${department}|${channel}`),
    ),
  };
}

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
