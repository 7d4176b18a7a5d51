import { createSecretKey } from 'node:crypto';
import { normalise } from '../../functions/ingest/normalise.ts';
import type { CloudEvent, Interaction } from '../../shared/interaction.ts';

const digestKey = createSecretKey(Buffer.alloc(32, 'synthetic'));

/** Lines as ingest would put them on the bus, without its reading of texts; people keep their names. */
export const interactionsOf = (lines: readonly string[]): Interaction[] =>
  lines.map((line) => {
    const event: CloudEvent = JSON.parse(line);
    return normalise(
      { event, time: new Date(event.time).toISOString() },
      { digestKey, pseudonymise: (person) => person, readText: () => ({}), recordedAt: '2026-08-01T00:00:00.000Z' },
    );
  });
