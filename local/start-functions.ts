import { join } from 'node:path';
import { type FunctionPool, startFunction } from './function-pool.ts';
import type { Topology } from './topology.ts';

/** Starts every function, by name: one process, or for a function behind a queue as many as the mapping's concurrency. */
export async function startFunctions(
  { functions, mappings }: Topology,
  logs: string,
  variables: Record<string, string>,
) {
  const mappingOf = new Map(mappings.map((mapping) => [mapping.FunctionName, mapping]));
  const started = functions.map(async (hosted): Promise<[string, FunctionPool]> => {
    const mapping = mappingOf.get(hosted.name);
    const size = Math.min(hosted.reserved, mapping?.ScalingConfig.MaximumConcurrency ?? 1);
    // One reserved execution is one at a time, as on AWS.
    const exclusive = mapping !== undefined || hosted.reserved === 1;
    const logFile = join(logs, `${hosted.logicalId}.log`);
    return [hosted.name, await startFunction(hosted, { size, exclusive, logFile, variables })];
  });
  return new Map(await Promise.all(started));
}
