import type { Interaction } from '../../shared/interaction.ts';
import type { SourceRegistry } from '../../shared/store/sources.ts';
import { inLanes } from './in-lanes.ts';

export interface RegisterContext {
  sources: Pick<SourceRegistry, 'registerSource'>;
  /** Told the name of what failed; never what was sent. */
  report: (failed: string, error: unknown) => void;
}

/**
 * Registers the sources of the interactions, each with the channel and department of its first as a hint. It never
 * throws: a source that could not be registered is tried again with its next interaction.
 */
export async function registerSources(interactions: readonly Interaction[], { sources, report }: RegisterContext) {
  const first = new Map<string, Interaction>();
  for (const interaction of interactions) {
    if (!first.has(interaction.source)) first.set(interaction.source, interaction);
  }
  await inLanes([...first.values()], ({ source: id, channel, department }) =>
    sources.registerSource({ id, channel, department }).catch((error: unknown) => report('register a source', error)),
  );
}
