import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { judgeSources } from '../../shared/judge-sources.ts';
import { lagOf } from '../../shared/rate-share.ts';
import { silentSince } from '../../shared/silent-since.ts';
import { loadGenerations } from '../../shared/store/generations.ts';
import { quietSdk } from '../../shared/store/quiet-sdk.ts';
import { readBacklog } from '../../shared/store/rate-backlog.ts';
import { listRuns } from '../../shared/store/runs.ts';
import type { RegisteredSource } from '../../shared/store/source-item.ts';
import { unfinishedErasures } from '../../shared/store/unfinished-erasures.ts';
import { createSnapshots, looksInHour, type SnapshotOptions } from '../../shared/store/watch-snapshots.ts';
import type { QueueDepth } from './judge-health.ts';
import type { Health, HealthState } from './read-health.ts';

/** A queue that does not answer is one of the things to be told. */
const requestHandler = { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true };

interface Opened extends SnapshotOptions {
  cellsTable: string;
  /** Addresses of queues: of what is on its way, and of dead letters by their names. */
  queue: string;
  deadLetters: Readonly<Record<string, string>>;
  clock: () => number;
}

/** Reads how the machinery stands; loaded when somebody first asks, as the client of queues is large. */
export function openHealth({ client, tableName, cellsTable, queue, deadLetters, clock }: Opened): Health {
  const sqs = new SQSClient({ ...quietSdk, requestHandler, maxAttempts: 1, useQueueUrlAsEndpoint: false });
  const depthOf = async (QueueUrl: string): Promise<QueueDepth> => {
    const AttributeNames = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
    const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...AttributeNames] });
    const { Attributes } = await sqs.send(asked).catch(() => ({ Attributes: undefined }));
    if (Attributes === undefined) return null;
    const [waiting, inFlight] = AttributeNames.map((name) => Number(Attributes[name] ?? 0));
    return { waiting: waiting ?? 0, inFlight: inFlight ?? 0 };
  };
  const snapshots = createSnapshots({ client, tableName });
  return async (sources): Promise<HealthState> => {
    const now = clock();
    const [{ note }, runs, erasures, generations, hourAgo, depth, ...letters] = await Promise.all([
      readBacklog(client, tableName),
      listRuns(client, tableName),
      unfinishedErasures({ client, tableName }),
      loadGenerations(client, cellsTable),
      snapshots.before(now, looksInHour),
      depthOf(queue),
      ...Object.values(deadLetters).map(depthOf),
    ]);
    const is = (verdict: 'refusing' | 'failing') => (source: RegisteredSource) =>
      judgeSources([source], { before: undefined, hourAgo, now }).verdicts[verdict] > 0;
    return {
      queue: depth,
      lagSeconds: note === undefined ? null : lagOf(note),
      notedAt: note?.at ?? null,
      deadLetters: Object.keys(deadLetters).map((name, index) => ({ queue: name, depth: letters[index] ?? null })),
      runs,
      erasures,
      generations,
      silent: sources.filter((source) => source.pausedAt === undefined && silentSince(source, now) !== null),
      refusing: sources.filter(is('refusing')),
      failing: sources.filter(is('failing')),
    };
  };
}
