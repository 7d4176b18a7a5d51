import { normalise } from '../../functions/ingest/normalise.ts';
import { readText } from '../../functions/ingest/text/read-text.ts';
import { readSample } from '../../sample/read-sample.ts';
import { deriveKeys } from '../../shared/derive-keys.ts';
import type { CloudEvent, Interaction } from '../../shared/interaction.ts';

/** `count` interactions of the bundled sample: half of them words of conversations, the others of all kinds. */
export function realEvents(count: number): CloudEvent[] {
  const events = readSample();
  const spoken = events.filter(({ data }) => data.conversation !== undefined).slice(0, count >> 1);
  const taken = new Set(spoken);
  const others = events.filter((event) => !taken.has(event));
  const step = others.length / (count - spoken.length);
  return [...spoken, ...Array.from({ length: count - spoken.length }, (_, at) => others[Math.floor(at * step)])].filter(
    (event) => event !== undefined,
  );
}

/** The interactions that ingest makes of events. */
export function interactionsOf(events: readonly CloudEvent[]): Interaction[] {
  const { digest } = deriveKeys('a secret for tests that is long enough');
  const context = {
    digestKey: digest,
    pseudonymise: (id: string) => id,
    readText,
    recordedAt: '2026-11-20T12:00:00.000Z',
  };
  return events.map((event) => normalise({ event, time: new Date(event.time).toISOString() }, context));
}
