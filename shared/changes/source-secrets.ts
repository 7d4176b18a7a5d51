import { Temporal } from 'temporal-polyfill';
import type { SourceAdapterInfo } from '../source-adapters.ts';
import { refused } from './change.ts';

/** Far more than any token or private key; Secrets Manager takes 64 KB in all. */
const maxCharacters = 8_000;
const maxOverlapDays = 30;

/**
 * The secret values of a source by name: all that its adapter cannot do without and none that it does not know, since they are replaced together and
 * nobody may read the ones before. Throws `BAD_REQUEST`, which names the value and never quotes it.
 */
export function checkSecretValues(
  { secrets, optionalSecrets, name: adapter }: SourceAdapterInfo,
  given: readonly { name: string; value: string }[],
): Record<string, string> {
  const names = Object.keys(secrets);
  if (names.length === 0) throw refused('id', `sources by ${adapter} have no secrets`);
  const values: Record<string, string> = {};
  for (const { name, value } of given) {
    if (!names.includes(name))
      throw refused('values', `${adapter} has no secret of that name, but ${names.join(', ')}`);
    if (Object.hasOwn(values, name)) throw refused(`values.${name}`, 'given twice');
    if (value.length === 0 || value.length > maxCharacters) {
      throw refused(`values.${name}`, `1 to ${maxCharacters} characters`);
    }
    values[name] = value;
  }
  const missing = names.filter((name) => !optionalSecrets.includes(name) && !Object.hasOwn(values, name));
  if (missing.length > 0) {
    throw refused('values', `all are replaced together, and ${missing.join(', ')} is missing`, { missing });
  }
  return values;
}

/** Until when (ISO 8601) replaced values hold, too: an overlap (ISO 8601 duration) of none to 30 days from `now` on. */
export function overlapEnd(overlap: string, now: number): string | undefined {
  const minutes = minutesOf(overlap);
  if (!(minutes >= 0 && minutes <= maxOverlapDays * 24 * 60)) {
    throw refused('overlap', `an ISO 8601 duration of at most ${maxOverlapDays} days, e.g. P1D, or PT0S for none`);
  }
  return minutes === 0 ? undefined : new Date(now + minutes * 60_000).toISOString();
}

function minutesOf(duration: string): number {
  try {
    return Temporal.Duration.from(duration).total({ unit: 'minutes', relativeTo: '2026-01-01' });
  } catch {
    return Number.NaN;
  }
}
