import type { CellKind } from '../cell.ts';
import { quarterMs, type Zone } from '../zone.ts';
import type { peopleKind } from './people-item.ts';

/** How each kind of cell tells the home day of an attribute. */
const dayOfKind: Record<CellKind | typeof peopleKind, (sort: string, attribute: string, home: Zone) => string> = {
  V: inMonth,
  K: inMonth,
  R: inMonth,
  I: inMonth,
  S: inMonth,
  T: wholeDay,
  H: wholeDay,
  J: wholeDay,
  P: wholeDay,
  v: inBlock,
  r: inBlock,
};

/** The home day that a counter belongs to, by the kind of its cell, its sort key and its name. */
export function homeDayOf(kind: CellKind | typeof peopleKind, sort: string, attribute: string, home: Zone): string {
  return dayOfKind[kind](sort, attribute, home);
}

/** The attribute begins with the day of the month. */
function inMonth(sort: string, attribute: string): string {
  return `${sort.slice(0, 7)}-${attribute.slice(0, 2)}`;
}

function wholeDay(sort: string): string {
  return sort.slice(0, 10);
}

/** The attribute begins with the quarter hour of a block of UTC hours. */
function inBlock(sort: string, attribute: string, home: Zone): string {
  const block = Date.parse(`${sort.slice(0, 13)}:00:00Z`);
  return home.dayOf(block + Number.parseInt(attribute[0] ?? '0', 36) * quarterMs);
}
