import { utcDay } from './zone.ts';

/**
 * A dimension set that cells are kept for. `x` is department × channel; the others are sums that most reports read
 * without touching every pair.
 */
export type DimensionSet = 'a' | 'd' | 'c' | 'x';

/** Which counters a cell item holds; see docs/decisions/0003-cells.md for keys and sizes. */
export type CellKind =
  /** Volume by home day: items of eight days. */
  | 'V'
  /** Volume by UTC quarter hour: items of six hours. */
  | 'v'
  /** Episodes by home day: items of a month. */
  | 'R'
  /** Episodes with a due time, by home day of the enquiry. */
  | 'T'
  /** First response sketches by home day. */
  | 'H'
  /** Everything about episodes by UTC quarter hour: items of six hours. */
  | 'r'
  /** Ideas by home day of their submission: items of a month. */
  | 'I'
  /** Sketches of the days between the steps of ideas, by home day of their submission. */
  | 'J'
  /** Internal interactions between departments by home day: items of eight days, one for each sending department. */
  | 'K'
  /** Interactions of a source by home day: items of a month. */
  | 'S';

/** The member of a set: `` for all, a department, a channel, or `department|channel`. */
export type Member = string;

/** Adds to one counter. `period` sorts in time within (kind, set). */
export type AddToCell = (
  kind: CellKind,
  set: DimensionSet,
  period: string,
  member: Member,
  attribute: string,
  delta: number,
) => void;

/** Calls `each` for the dimension sets that a (department, channel) belongs to. */
export function eachSet(department: string, channel: string, each: (set: DimensionSet, member: Member) => void): void {
  each('a', '');
  each('d', department);
  each('c', channel);
  each('x', `${department}|${channel}`);
}

export const monthOf = (day: string): string => day.slice(0, 7);

/** Two digits of the day of the month: the prefix of day attributes. */
export const dayPrefix = (day: string): string => day.slice(8, 10);

/** The eight-day chunk of a month a day lies in: `2026-11.0` holds the 1st to the 7th, `.1` the 8th to the 15th. */
export const chunkOf = (day: string): string => `${day.slice(0, 7)}.${Number(day.slice(8, 10)) >> 3}`;

/** The UTC block of hours an instant lies in, `YYYY-MM-DDTHH`, HH being the block's first hour. */
export function blockOf(epochMs: number, hours: number): string {
  const hour = Math.floor(epochMs / 3_600_000);
  const first = (((hour % 24) + 24) % 24) - ((((hour % 24) + 24) % 24) % hours);
  return `${utcDay(epochMs)}T${String(first).padStart(2, '0')}`;
}

/** The quarter hour within its UTC block, as one base-36 digit (0–n for a block of six hours). */
export function quarterOf(epochMs: number, hours: number): string {
  const quarter = Math.floor(epochMs / 900_000);
  const perBlock = hours * 4;
  return (((quarter % perBlock) + perBlock) % perBlock).toString(36);
}
