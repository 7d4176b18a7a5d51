import type { CollaborationMeasure } from '../../shared/metrics/metric.ts';
import type { Organisation } from '../../shared/organisation.ts';
import { chunkDays, type PairTable } from '../../shared/store/cell-formats.ts';
import { isSmallGroup } from '../../shared/suppression.ts';
import type { Days } from './days.ts';
import { isHidden, isListHidden, type Selection } from './guard.ts';
import { smallGroup, wholePeriods, withheld } from './measurer.ts';
import type { People } from './people-of.ts';
import type { Guard } from './prepare-guard.ts';
import { type Measured, ratio } from './to-value.ts';

export interface CollaborationContext {
  /** Internal interactions on home days, as `sumPairs` gives them. */
  pairsOn(days: Days): PairSums;
  people: People;
  guard: Guard;
  organisation: Organisation;
}

/** By sending, then by receiving department. */
export type PairSums = Map<string, Map<string, number>>;

/** Internal interactions by sending and receiving department on home days. */
export function sumPairs(pairs: ReadonlyMap<string, PairTable>, { from, to }: Days): PairSums {
  const sums = new Map<string, Map<string, number>>();
  for (const [chunk, senders] of pairs) {
    const first = Number(chunk.slice(8)) * chunkDays;
    const inside = Array.from({ length: chunkDays }, (_, row) => {
      const day = `${chunk.slice(0, 7)}-${String(first + row).padStart(2, '0')}`;
      return day >= from && day <= to;
    });
    for (const [sender, receivers] of senders) {
      const ofSender = sums.get(sender) ?? new Map<string, number>();
      sums.set(sender, ofSender);
      for (const [receiver, days] of receivers) {
        const count = days.reduce((sum, one, row) => sum + (inside[row] ? one : 0), 0);
        if (count !== 0) ofSender.set(receiver, (ofSender.get(receiver) ?? 0) + count);
      }
    }
  }
  return sums;
}

/** A collaboration metric over home days, of the departments that send. */
export function measureCollaboration(
  value: CollaborationMeasure['value'],
  days: Days,
  selection: Selection,
  { pairsOn, people, guard, organisation }: CollaborationContext,
): Measured {
  const hidden = guard(days);
  if (!hidden) return withheld(wholePeriods);
  const sums = [...pairsOn(days)].filter(([from]) => selection.inDepartment(from));
  if (isHidden(hidden.own, selection) || isListHidden(hidden.across, selection)) return withheld(smallGroup);
  if (value === 'connectedness') return connectedness(sums, selection, organisation);
  const tells = isListHidden(hidden.within, selection) || isFew(days, selection, people);
  return tells ? withheld(smallGroup) : openness(sums);
}

/** Fewer than five wrote to others, or within their own department: openness and its n tell how much each was. */
function isFew(days: Days, { inDepartment }: Selection, people: People): boolean {
  const senders = (across: boolean) =>
    people.count(days, ({ own, to }) => to !== '' && inDepartment(own) && (to !== own) === across).count;
  return isSmallGroup(senders(true)) || isSmallGroup(senders(false));
}

type Sums = [from: string, to: Map<string, number>][];

function openness(sums: Sums): Measured {
  let [across, within] = [0, 0];
  for (const [from, receivers] of sums) {
    for (const [to, count] of receivers) {
      if (to === from) within += count;
      else across += count;
    }
  }
  return ratio(across - within, across + within);
}

function connectedness(sums: Sums, { inDepartment }: Selection, organisation: Organisation): Measured {
  const departments = new Set(organisation.departments.map(({ id }) => id));
  const { minimumInteractions } = organisation.collaboration;
  let connected = 0;
  for (const [from, receivers] of sums) {
    if (!departments.has(from)) continue;
    for (const [to, count] of receivers) {
      if (to !== from && departments.has(to) && count >= minimumInteractions) connected++;
    }
  }
  const sending = [...departments].filter(inDepartment).length;
  return ratio(connected, sending * (departments.size - 1));
}
