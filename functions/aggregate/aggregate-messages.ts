import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import type { Interaction } from '../../shared/interaction.ts';
import type { Rejection } from '../../shared/rejection.ts';
import { type FoldDeps, type FoldReport, foldBatch } from './fold-batch.ts';
import { readMessages, refusedByEngine } from './read-messages.ts';

export interface AggregateDeps {
  fold: FoldDeps;
  rejections: { put(rejections: readonly Rejection[]): Promise<void> };
  sources: { noteInteractions(source: string, latest: string): Promise<void> };
  /** Told once for each batch what became of it, and why some of it failed. */
  report: (counts: FoldReport['outcomes'] & { rejected: number; failed: number }, failure?: string) => void;
}

/**
 * Folds the interactions of a batch of messages. A message goes back to the queue only when the engine failed for one
 * of its interactions; what cannot be folded is kept as a rejection before its message is acknowledged.
 */
export async function aggregateMessages(records: readonly SQSRecord[], deps: AggregateDeps): Promise<SQSBatchResponse> {
  const { interactions, messageOf, rejections } = readMessages(records);
  const folded = await foldBatch(interactions, deps.fold);
  const refused = [...rejections, ...folded.unfoldable.map((one) => refusedByEngine(one.interaction, one.reason))];
  if (refused.length > 0) await deps.rejections.put(refused);

  const failed = new Set(folded.failed);
  // Only the registry's view of the feed: all is folded, and the next interaction of the source mends it.
  await Promise.allSettled(
    [...latestBySource(interactions.filter((one) => !failed.has(one)))].map(([source, latest]) =>
      deps.sources.noteInteractions(source, latest),
    ),
  );
  deps.report({ ...folded.outcomes, rejected: refused.length, failed: failed.size }, folded.failure);
  const messages = new Set([...failed].map((interaction) => messageOf.get(interaction) as string));
  return { batchItemFailures: [...messages].map((itemIdentifier) => ({ itemIdentifier })) };
}

function latestBySource(interactions: readonly Interaction[]): Map<string, string> {
  const latest = new Map<string, string>();
  for (const { source, time } of interactions) {
    if (time > (latest.get(source) ?? '')) latest.set(source, time);
  }
  return latest;
}
