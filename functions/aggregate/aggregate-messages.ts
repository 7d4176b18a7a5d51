import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import type { Interaction } from '../../shared/interaction.ts';
import type { Rejection } from '../../shared/rejection.ts';
import type { SourceNote } from '../../shared/store/source-item.ts';
import { type FoldDeps, type FoldReport, foldBatch } from './fold-batch.ts';
import type { BacklogNotes } from './note-backlog.ts';
import type { OpenPeople } from './open-people.ts';
import { readMessages, refusedByEngine } from './read-messages.ts';

export interface AggregateDeps {
  fold: FoldDeps;
  openPeople: OpenPeople;
  rejections: { put(rejections: readonly Rejection[]): Promise<void> };
  sources: { noteInteractions(source: string, note: SourceNote): Promise<void> };
  /** Told once for each batch what became of it, of what it was, and why some of it failed. */
  report: (counts: BatchCounts, folded: readonly Interaction[], failure?: string) => void;
  /** Told of each batch that was folded, so that it notes how far the fold is behind. */
  backlogNotes?: BacklogNotes;
}

export type BatchCounts = FoldReport['outcomes'] & { rejected: number; failed: number; retries: number };

/**
 * Folds the interactions of a batch of messages. A message goes back to the queue only when the engine failed for one
 * of its interactions; what cannot be folded is kept as a rejection before its message is acknowledged.
 */
export async function aggregateMessages(records: readonly SQSRecord[], deps: AggregateDeps): Promise<SQSBatchResponse> {
  const finished = deps.backlogNotes?.begin();
  const { interactions: sealed, messageOf, rejections } = readMessages(records);
  const interactions = await deps.openPeople(sealed);
  const sealedAs = new Map(interactions.map((one, at) => [one, sealed[at] as Interaction]));
  const folded = await foldBatch(interactions, deps.fold);
  const refused = [...rejections, ...folded.unfoldable.map((one) => refusedByEngine(one.interaction, one.reason))];
  if (refused.length > 0) await deps.rejections.put(refused);

  const failed = new Set(folded.failed);
  const taken = interactions.filter((one) => !failed.has(one));
  // Only the registry's view of the feed: all is folded, and the next interaction of the source mends it.
  await Promise.allSettled([
    ...[...newestBySource(taken)].map(([source, { time, recordedAt }]) => {
      const counts = folded.sources.get(source) ?? { recorded: 0, duplicates: 0 };
      return deps.sources.noteInteractions(source, { latest: time, recordedAt, ...counts });
    }),
    finished?.({
      messages: records.length,
      interactions: taken.length,
      sources: folded.sources.keys(),
      newestSentAt: newestSentAt(records),
    }),
  ]);
  const { outcomes, retries, failure } = folded;
  deps.report({ ...outcomes, rejected: refused.length, failed: failed.size, retries }, taken, failure);
  const messages = new Set(
    [...failed].map((interaction) => messageOf.get(sealedAs.get(interaction) as Interaction) as string),
  );
  return { batchItemFailures: [...messages].map((itemIdentifier) => ({ itemIdentifier })) };
}

const newestSentAt = (records: readonly SQSRecord[]): number =>
  Math.max(...records.map(({ attributes }) => Number(attributes.SentTimestamp)));

function newestBySource(interactions: readonly Interaction[]): Map<string, Interaction> {
  const newest = new Map<string, Interaction>();
  for (const interaction of interactions) {
    const { source, time } = interaction;
    if (time > (newest.get(source)?.time ?? '')) newest.set(source, interaction);
  }
  return newest;
}
