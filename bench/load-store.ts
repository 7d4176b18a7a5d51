import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { localClient } from '../cli/host-file.ts';
import type { CloudEvent } from '../shared/interaction.ts';
import type { Stack } from '../test/stack.ts';
import { batchesOf } from './batches-of.ts';
import { createFold } from './fold-into.ts';
import { generate } from './generate.ts';
import { toInteraction } from './to-interaction.ts';

/**
 * Adds generated interactions to the store of a running host, in the order of time, by the aggregate's fold in this
 * process: through the queue a million would take most of the bench. Gives interactions per second.
 */
export async function loadStore(
  host: Stack,
  { count, seed }: { count: number; seed: number },
  onEvent: (event: CloudEvent) => void,
  onProgress: (folded: number) => void,
): Promise<number> {
  const { endpoints, region, tables, lanes } = host.host();
  const client = new DynamoDBClient(localClient(endpoints.dynamodb, region));
  const names = { ledger: tables.ledger ?? '', cells: tables.cells ?? '' };
  const fold = createFold({ client, tables: names, lanes });
  const began = performance.now();
  let folded = 0;
  for (const batch of batchesOf(generate({ count, seed }), 4_000)) {
    const events = batch.map((event) => ofSeed(event, seed));
    events.forEach(onEvent);
    await fold(events.map(toInteraction));
    folded += events.length;
    onProgress(folded);
  }
  client.destroy();
  return count / ((performance.now() - began) / 1000);
}

/** Ids that no other seed gives. */
function ofSeed(event: CloudEvent, seed: number): CloudEvent {
  const { conversation, idea } = event.data;
  const data = {
    ...event.data,
    ...(conversation !== undefined && { conversation: `${seed}:${conversation}` }),
    ...(idea !== undefined && { idea: `${seed}:${idea}` }),
  };
  return { ...event, id: `${seed}:${event.id}`, data };
}
