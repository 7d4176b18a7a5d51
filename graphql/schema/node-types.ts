import { findMetric } from '../../shared/metrics/catalogue.ts';
import type { Organisation } from '../../shared/organisation.ts';
import type { ApiContext } from '../context.ts';
import { invalidId } from '../node-id.ts';
import { Annotation } from './annotation.ts';
import { Attestation } from './attestation.ts';
import { Channel } from './channel.ts';
import { Conversation, conversationId, findConversation } from './conversation.ts';
import { Department } from './department.ts';
import { Goal } from './goal.ts';
import { Initiative } from './initiative.ts';
import { Interaction } from './interaction.ts';
import { findInteraction } from './interactions.ts';
import { Metric } from './metric.ts';
import { nodeType } from './node.ts';
import { Source } from './source.ts';

const idOf = ({ id }: { id: string }): string => id;

/** Finds by id in a list of the organisation. */
const within =
  <T extends { id: string }>(listOf: (organisation: Organisation) => readonly T[]) =>
  (id: string, { directory }: ApiContext): T | undefined =>
    listOf(directory.organisation).find((one) => one.id === id);

nodeType(
  Department,
  idOf,
  within(({ departments }) => departments),
);
nodeType(
  Channel,
  idOf,
  within(({ channels }) => channels),
);
nodeType(
  Goal,
  idOf,
  within(({ goals }) => goals),
);
nodeType(
  Initiative,
  idOf,
  within(({ initiatives }) => initiatives),
);
nodeType(
  Annotation,
  idOf,
  within(({ annotations }) => annotations),
);
nodeType(
  Attestation,
  idOf,
  within(({ attestations }) => attestations),
);
nodeType(Metric, idOf, findMetric);
nodeType(Source, idOf, async (id, { sources }) => (await sources()).get(id));
nodeType(Conversation, conversationId, findConversation);
nodeType(
  Interaction,
  ({ interaction: { source, id } }) => JSON.stringify([source, id]),
  (key, context) => findInteraction(...identityOf(key), context),
);

function identityOf(key: string): [source: string, id: string] {
  try {
    const [source, id] = JSON.parse(key) as unknown[];
    if (typeof source === 'string' && typeof id === 'string') return [source, id];
  } catch {
    // Not JSON: not ours either.
  }
  throw invalidId();
}
