import { normalise } from '../functions/ingest/normalise.ts';
import { readText } from '../functions/ingest/text/read-text.ts';
import { deriveKeys } from '../shared/derive-keys.ts';
import type { CloudEvent, Interaction } from '../shared/interaction.ts';
import { createPseudonymiser } from '../shared/pseudonym.ts';

const keys = deriveKeys('a secret of the bench, not of a deployment');
const context = {
  digestKey: keys.digest,
  pseudonymise: createPseudonymiser(keys),
  readText,
  recordedAt: '2025-04-07T00:00:00.000Z',
};

/** The interaction that ingest makes of an event of the generator, whose times are already in UTC with milliseconds. */
export const toInteraction = (event: CloudEvent): Interaction => normalise({ event, time: event.time }, context);
