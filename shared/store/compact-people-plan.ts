import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { personKeyLength } from '../metrics/people.ts';
import { cellPartition } from './keys.ts';
import { keyNumber } from './people-format.ts';
import { decodePeople, encodePeople, peopleKind } from './people-item.ts';

type Item = Record<string, AttributeValue>;

/** `meeting` of a tag and a person, to how often they were met; as `encodePeople` takes it. */
export type Meetings = Map<string, number>;

/** An item of the people log, decoded. */
export interface LogItem {
  item: Item;
  /** Of its text in UTF-8. */
  bytes: number;
  met: Meetings;
}

/** People whose keys lie from `low` up to, not including, `high`. */
export interface KeyRange {
  low: number;
  high: number;
}
export const allKeys: KeyRange = { low: 0, high: 2 ** 48 };

export const compactionLimits = {
  /** DynamoDB takes 400 KB, name and key included. */
  itemBytes: 300_000,
  /** What a merged item should have, so that later meetings still fit. */
  aimBytes: 150_000,
  /** A transaction takes 4 MB, deleted items counted; and 100 actions, one of them the day's counter. */
  transactionBytes: 3_400_000,
  actions: 96,
  /** How many parts one step cuts a day into; larger days are cut again. */
  parts: 32,
} as const;

export const logItemOf = (item: Item): LogItem => {
  const met: Meetings = new Map();
  decodePeople(item, (tag, person, count) => add(met, `${tag} ${person}`, count));
  return { item, bytes: bytesOf(item), met };
};

/** What items say together; those whose meetings cancel out are gone. */
export function sumOf(items: readonly LogItem[]): Meetings {
  const sum: Meetings = new Map();
  for (const { met } of items) for (const [meeting, count] of met) add(sum, meeting, count);
  return sum;
}

/** Into how many parts meetings are cut: 1 where they fit in an item, or where no cut could tell people apart. */
export function partsOf(met: Meetings, { low, high }: KeyRange): number {
  if (high - low < compactionLimits.parts) return 1;
  // The encoding of a day of some hundred thousand people is some megabytes: made once, to be sure.
  const parts = Math.ceil(bytesOf(encodePeople('', met, '', 0)) / compactionLimits.aimBytes);
  return Math.max(1, parts);
}

/** True when merging would change nothing: nobody is in two items, nobody cancels out, and the items are few. */
export function isCompact(items: readonly LogItem[], sum: Meetings, parts: number): boolean {
  const meetings = items.reduce((total, { met }) => total + met.size, 0);
  return (
    meetings === sum.size && items.every(({ met }) => met.size > 0) && items.length <= (parts === 1 ? 1 : 2 * parts)
  );
}

/** The ranges of equal width that a range is cut into. */
export const rangesOf = ({ low, high }: KeyRange, parts: number): KeyRange[] =>
  Array.from({ length: parts }, (_, part) => ({
    low: low + Math.floor(((high - low) * part) / parts),
    high: low + Math.floor(((high - low) * (part + 1)) / parts),
  }));

/** Meetings by the range that the person's key lies in: as many as there are ranges. */
export function cutByPerson(met: Meetings, ranges: readonly KeyRange[]): Meetings[] {
  const parts = ranges.map((): Meetings => new Map());
  const { low = 0 } = ranges[0] ?? {};
  const width = (ranges.at(-1)?.high ?? 0) - low;
  for (const [meeting, count] of met) {
    const key = keyNumber(meeting.slice(-personKeyLength));
    let at = Math.min(ranges.length - 1, Math.floor(((key - low) / width) * ranges.length));
    // The borders are rounded.
    while (at > 0 && key < (ranges[at] as KeyRange).low) at--;
    while (at < ranges.length - 1 && key >= (ranges[at] as KeyRange).high) at++;
    parts[at]?.set(meeting, count);
  }
  return parts;
}

/** Items that fit in one transaction with what they are merged into, in order; each at least alone. */
export function transactionsOf(items: readonly LogItem[], parts: number): LogItem[][] {
  const { actions, transactionBytes } = compactionLimits;
  const groups: { members: LogItem[]; bytes: number }[] = [];
  for (const item of items) {
    const last = groups.at(-1);
    // What they are merged into takes no more than they do.
    if (last && last.members.length + 1 + parts <= actions && 2 * (last.bytes + item.bytes) <= transactionBytes) {
      last.members.push(item);
      last.bytes += item.bytes;
    } else groups.push({ members: [item], bytes: item.bytes });
  }
  return groups.map(({ members }) => members);
}

/** Where merged items go, and what they are named after: `newName` gives a text that was never given before. */
export interface MergedPlace {
  lane: number;
  generation: number;
  newName: () => string;
}

/** Meetings as items of at most `itemBytes`; none for nobody. */
export function encodeMeetings(day: string, met: Meetings, place: MergedPlace): Item[] {
  if (met.size === 0) return [];
  const { lane, generation, newName } = place;
  const pk = { S: cellPartition(`${peopleKind}#a`, lane, generation) };
  const item = { ...encodePeople(day, met, newName(), lane), pk };
  if (met.size === 1 || bytesOf(item) <= compactionLimits.itemBytes) return [item];
  const meetings = [...met];
  const half = meetings.length >> 1;
  return [meetings.slice(0, half), meetings.slice(half)].flatMap((part) => encodeMeetings(day, new Map(part), place));
}

function add(into: Meetings, meeting: string, count: number): void {
  const sum = (into.get(meeting) ?? 0) + count;
  if (sum === 0) into.delete(meeting);
  else into.set(meeting, sum);
}

const bytesOf = (item: Item): number => Buffer.byteLength(item.b?.S ?? '');
