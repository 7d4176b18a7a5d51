import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { dayPrefix } from '../cell.ts';
import { personKeyLength } from '../metrics/people.ts';
import { cellPartition, shortHash } from './keys.ts';

/** Which partition of the cells table holds the people met. */
export const peopleKind = 'P';

/**
 * The counter, beside a home day's revision, of how often items of its log were merged. A merge changes no sum, so the
 * revision stays; but who reads the log page by page meanwhile may see an item and what it was merged into, or neither.
 */
export const mergesOf = (day: string): string => `${dayPrefix(day)}c`;

/** Tag, then the keys of those met once more, then pairs of key and count for everybody else. */
type PackedTag = [tag: string, once: string, others?: (string | number)[]];

/**
 * The people a transaction met on a home day, as an item of its own: nothing is read before it is written, and a
 * thousand meetings take as many bytes as one cell. `writer` is written once ever: a fact's key and new revision.
 */
export function encodePeople(
  day: string,
  met: ReadonlyMap<string, number>,
  writer: string,
  lane: number,
): Record<string, AttributeValue> {
  const tags = new Map<string, PackedTag>();
  for (const [meeting, count] of met) {
    const tag = meeting.slice(0, -personKeyLength - 1);
    const person = meeting.slice(-personKeyLength);
    const packed = tags.get(tag) ?? [tag, ''];
    tags.set(tag, packed);
    if (count === 1) packed[1] += person;
    else {
      packed[2] ??= [];
      packed[2].push(person, count);
    }
  }
  return {
    pk: { S: cellPartition(`${peopleKind}#a`, lane) },
    sk: { S: `${day}#${shortHash(`${day} ${writer}`)}${shortHash(writer)}` },
    b: { S: JSON.stringify([...tags.values()]) },
  };
}

/** Calls `each` for every meeting of an item: how often more, or less, somebody was met under a tag. */
export function decodePeople(
  item: Record<string, AttributeValue>,
  each: (tag: string, person: string, count: number) => void,
): void {
  for (const [tag, once, others = []] of JSON.parse(item.b?.S ?? '[]') as PackedTag[]) {
    for (let at = 0; at < once.length; at += personKeyLength) each(tag, once.slice(at, at + personKeyLength), 1);
    for (let at = 0; at < others.length; at += 2) each(tag, others[at] as string, others[at + 1] as number);
  }
}
