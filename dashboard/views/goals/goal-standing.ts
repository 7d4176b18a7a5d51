import { parseDate } from '@internationalized/date';

/** How a goal stands, in one word: `holds` is that of a goal whose target is its baseline. */
export type Standing = 'reached' | 'onTrack' | 'behind' | 'missed' | 'holds' | 'notBegun' | 'unknown';

/** What is needed of a goal. */
export interface Standable {
  baseline: number;
  target: number;
  from: string;
  due: string;
  /** 1 is reached; null: no value, or nothing to reach. */
  progress: number | null;
  onTrack: boolean | null;
}

/** How a goal stands on a day. Reached is reached, also before it is due; over and not reached is missed. */
export function standingOf({ baseline, target, from, due, progress, onTrack }: Standable, today: string): Standing {
  if (today < from) return 'notBegun';
  if (onTrack === null && progress === null) return 'unknown';
  if (baseline === target) return onTrack ? 'holds' : today > due ? 'missed' : 'behind';
  if (progress !== null && progress >= 1) return 'reached';
  if (today > due) return 'missed';
  return onTrack ? 'onTrack' : 'behind';
}

/** Which share of its time is over on a day, 0 to 1. */
export function elapsedShare({ from, due }: Pick<Standable, 'from' | 'due'>, today: string): number {
  const begin = parseDate(from);
  const share = parseDate(today).compare(begin) / parseDate(due).compare(begin);
  return Math.min(1, Math.max(0, share));
}

const order: readonly Standing[] = ['missed', 'behind', 'unknown', 'onTrack', 'holds', 'notBegun', 'reached'];

/** The goals that need a look first: those that are missed or behind, then as they are due. */
export const byUrgency = <G extends Standable>(goals: readonly G[], today: string): G[] =>
  goals.toSorted(
    (a, b) => order.indexOf(standingOf(a, today)) - order.indexOf(standingOf(b, today)) || (a.due < b.due ? -1 : 1),
  );
