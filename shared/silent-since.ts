import { Temporal } from 'temporal-polyfill';

/** What is known of when a source speaks: instants in ISO 8601, the cadence as a duration. */
interface Speaking {
  cadence?: string | undefined;
  firstSeenAt?: string | undefined;
  lastInteractionAt?: string | undefined;
}

/**
 * Since when a source is overdue, in epoch milliseconds: one cadence after its last interaction, or after it was first
 * seen. Null while it is not, and for a source that declares no cadence, or none that can be read.
 */
export function silentSince(source: Speaking, now: number): number | null {
  const last = source.lastInteractionAt ?? source.firstSeenAt;
  if (source.cadence === undefined || last === undefined) return null;
  const expected = after(last, source.cadence);
  if (expected === undefined) return null;
  return expected < now ? expected : null;
}

/** A source's cadence in whole days, rounded up; undefined when it declares none, or none that can be read. */
export function cadenceDays({ cadence }: Pick<Speaking, 'cadence'>): number | undefined {
  const start = '2000-01-01T00:00:00Z';
  const end = cadence === undefined ? undefined : after(start, cadence);
  if (end === undefined || end <= Date.parse(start)) return undefined;
  return Math.ceil((end - Date.parse(start)) / 86_400_000);
}

function after(instant: string, duration: string): number | undefined {
  try {
    return Temporal.Instant.from(instant).toZonedDateTimeISO('UTC').add(duration).epochMilliseconds;
  } catch {
    return undefined;
  }
}
