import type { Presence } from '../../shared/metrics/people.ts';
import type { MetPeople } from '../../shared/store/people-format.ts';
import { daysOf } from '../../shared/zone.ts';
import type { Days } from './days.ts';

/** The people met on some days under one presence. */
export interface MetOnDays {
  presence: Presence;
  /** Ascending keys. Of employees one array, each of them once; of others the arrays of the days. */
  keys: Float64Array[];
}

interface Kept {
  /** What it was made of. */
  segments: (MetPeople[] | undefined)[];
  met: MetOnDays[];
}

/** Days that are kept for one state of the merges, over all ranges; the range that was asked for longest ago goes first. */
const maxKeptDays = 2_000;

const keptFor = new WeakMap<ReadonlyMap<number, number>, Map<string, Kept>>();

/**
 * The people met on days by presence; those that were merged go by their representative (key to key). Kept as long as
 * the segments of the days are the very same. Employees are few and counted again and again, by department and for what
 * must not be told: theirs are put together once.
 */
export function presencesOn(
  { from, to }: Days,
  byDay: ReadonlyMap<string, MetPeople[]>,
  representatives: ReadonlyMap<number, number>,
): MetOnDays[] {
  const kept = keptFor.get(representatives) ?? new Map<string, Kept>();
  keptFor.set(representatives, kept);
  const segments = daysOf(from, to).map((day) => byDay.get(day));
  const key = `${from}|${to}`;
  const held = kept.get(key);
  const isSame = held?.segments.every((segment, day) => segment === segments[day]);
  const met = held && isSame ? held.met : putTogether(segments, representatives);
  kept.delete(key);
  kept.set(key, { segments, met });
  let days = [...kept.values()].reduce((sum, one) => sum + one.segments.length, 0);
  for (const [oldest, one] of kept) {
    if (days <= maxKeptDays || oldest === key) break;
    kept.delete(oldest);
    days -= one.segments.length;
  }
  return met;
}

function putTogether(segments: Kept['segments'], representatives: ReadonlyMap<number, number>): MetOnDays[] {
  const byTag = new Map<string, MetOnDays>();
  for (const segment of segments) {
    for (const { presence, keys } of segment ?? []) {
      const { department, channel, kind, own, manager, published, to } = presence;
      const tag = [department, channel, kind, own, manager, published, to].join('|');
      const met = byTag.get(tag) ?? { presence, keys: [] };
      byTag.set(tag, met);
      met.keys.push(representatives.size > 0 ? merged(keys, representatives) : keys);
    }
  }
  for (const met of byTag.values()) if (met.presence.kind === 'employee') met.keys = [eachOnce(met.keys)];
  return [...byTag.values()];
}

/** Keys are found in order, so those of merged people must be put in theirs. */
function merged(keys: Float64Array, representatives: ReadonlyMap<number, number>): Float64Array {
  if (!keys.some((key) => representatives.has(key))) return keys;
  return keys.map((key) => representatives.get(key) ?? key).sort();
}

/** The keys of arrays, ascending and each of them once. */
export function eachOnce(arrays: readonly Float64Array[]): Float64Array {
  const all = inOrder(arrays);
  let kept = 0;
  for (let at = 0; at < all.length; at++) if (at === 0 || all[at] !== all[at - 1]) all[kept++] = all[at] as number;
  return all.slice(0, kept);
}

/** How many keys are in at least so many arrays; no array has a key twice. */
export function inSeveral(arrays: readonly Float64Array[], atLeast: number): number {
  const all = inOrder(arrays);
  let count = 0;
  for (let at = 0, run = 0; at < all.length; at++) {
    run = at > 0 && all[at] === all[at - 1] ? run + 1 : 1;
    if (run === atLeast) count++;
  }
  return count;
}

function inOrder(arrays: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(arrays.reduce((sum, keys) => sum + keys.length, 0));
  let at = 0;
  for (const keys of arrays) {
    all.set(keys, at);
    at += keys.length;
  }
  return all.sort();
}
