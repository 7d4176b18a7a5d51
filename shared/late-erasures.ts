import { type Erasure, queuedDays } from './erasure.ts';

/** A step of an erasure takes minutes, and is tried each five. */
const patienceMs = 3_600_000;

/**
 * Whether an erasure has waited over an hour for a step that should be done: being replaced, being looked through once
 * more, or, when nothing can hold it back any more, its keys being destroyed. It fails again and again, then, or nobody
 * works on it. `now` in milliseconds since 1970.
 */
export function isErasureLate(
  { state, askedAt, erasedAt = askedAt, sweptAt }: Pick<Erasure, 'state' | 'askedAt' | 'erasedAt' | 'sweptAt'>,
  now: number,
): boolean {
  if (state === 'SHREDDED') return false;
  if (state === 'RUNNING') return now - Date.parse(askedAt) > patienceMs;
  const dueMs = sweptAt === undefined ? 0 : queuedDays * 86_400_000;
  return now - Date.parse(erasedAt) > dueMs + patienceMs;
}
