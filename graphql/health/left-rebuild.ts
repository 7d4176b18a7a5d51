import type { Generations } from '../../shared/store/generations.ts';

/**
 * Hours that a step of an online rebuild may take. Counting and deleting: longer belongs to a very large ledger, or to nobody
 * any more. Around the switch it takes minutes, and what waits for it becomes dead letters after three hours: time to act.
 */
const patienceHours = { building: 3, closing: 1, retiring: 1, deleting: 3 };

/** Where a rebuild stands, for how many hours, and whether it can still be given up. */
interface LeftRebuild {
  step: keyof typeof patienceHours;
  hours: number;
  mayAbandon: boolean;
}

/** A rebuild that stands in one step for too long at `now`, epoch milliseconds; undefined when there is none. */
export function leftRebuild(generations: Generations, now: number): LeftRebuild | undefined {
  const step = stepOf(generations);
  const hours = (now - generations.since) / 3_600_000;
  if (step === undefined || hours <= patienceHours[step]) return undefined;
  return { step, hours: Math.floor(hours), mayAbandon: generations.building !== undefined };
}

function stepOf({ building, closing, retiring, old }: Generations): LeftRebuild['step'] | undefined {
  if (building !== undefined) return closing ? 'closing' : 'building';
  if (retiring !== undefined) return 'retiring';
  return old === undefined ? undefined : 'deleting';
}
