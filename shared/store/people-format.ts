import { type Presence, personKeyLength, presenceOf } from '../metrics/people.ts';
import type { CellFormat } from './cell-queries.ts';
import { decodePeople, peopleKind } from './people-item.ts';

/** The people met on a day under one tag: their keys as numbers, ascending. */
export interface MetPeople {
  presence: Presence;
  keys: Float64Array;
}

/** Meetings under one tag as they are read. */
interface Meetings {
  /** Everybody met once more, as often as that was. */
  once: number[];
  /** Other keys, and how often each was met more or less. */
  others: number[];
  counts: number[];
  /** Whether somebody was met less: else all of them are there, and no counts are needed. */
  less: boolean;
}

/** The people met on each home day; those whose meetings cancel out are gone. */
export const peopleByDay: CellFormat<MetPeople[], Map<string, Meetings>> = {
  kind: peopleKind,
  segmentLength: 10,
  segmentOf: (day) => day,
  daysOf: (day) => [day],
  empty: () => new Map(),
  addItem(into, item) {
    decodePeople(item, (tag, person, count) => {
      const met: Meetings = into.get(tag) ?? { once: [], others: [], counts: [], less: false };
      into.set(tag, met);
      const key = keyNumber(person);
      if (count === 1) met.once.push(key);
      else {
        met.others.push(key);
        met.counts.push(count);
        met.less ||= count < 0;
      }
    });
  },
  finish: (byTag) =>
    [...byTag].flatMap(([tag, met]) => {
      const keys = presentKeys(met);
      return keys.length === 0 ? [] : [{ presence: presenceOf(tag), keys }];
    }),
  weigh: (met) => met.reduce((sum, { keys }) => sum + keys.length, 0) / keysInItem,
};

/** Keys that take as much memory as another item of cells. */
const keysInItem = 250;

/** The keys of those who are there, ascending. */
function presentKeys({ once, others, counts, less }: Meetings): Float64Array {
  let present = [...once, ...others];
  if (less) {
    const sums = new Map<number, number>();
    present.forEach((key, at) => {
      sums.set(key, (sums.get(key) ?? 0) + (at < once.length ? 1 : (counts[at - once.length] as number)));
    });
    present = [...sums].filter(([, count]) => count > 0).map(([key]) => key);
  }
  const keys = Float64Array.from(present).sort();
  let kept = 0;
  for (let at = 0; at < keys.length; at++) if (at === 0 || keys[at] !== keys[at - 1]) keys[kept++] = keys[at] as number;
  return keys.slice(0, kept);
}

const digits = new Uint8Array(128);
[...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'].forEach((digit, value) => {
  digits[digit.charCodeAt(0)] = value;
});

/** The 48 bits of a person's key as a number from 0 to 2^48 - 1: its characters are the digits of base64url. */
export function keyNumber(person: string): number {
  let number = 0;
  for (let at = 0; at < personKeyLength; at++) number = number * 64 + (digits[person.charCodeAt(at)] as number);
  return number;
}
