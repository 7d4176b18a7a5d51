import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { Interaction } from '../../shared/interaction.ts';
import { replacePeople } from '../../shared/replace-people.ts';
import { type PackedEntry, packEntries, packRequests } from './pack-entries.ts';
import { patience } from './patience.ts';

export interface PublisherOptions {
  client: Pick<EventBridgeClient, 'send'>;
  busName: string;
  /** Milliseconds since 1970. */
  clock: () => number;
  /** Resolves after so many milliseconds. */
  sleep: (ms: number) => Promise<void>;
  /** From 0 up to 1. */
  random: () => number;
  /** Told the name of what failed. */
  report: (failed: string, error: unknown) => void;
  /** Gives what seals people, so that the archive can be made to forget them. */
  sealer: () => Promise<(person: string) => string>;
  /** The header of X-Ray's trace that the process is in, which the bus hands on to the queue. */
  xrayHeader?: () => string | undefined;
}

export type PublishOutcome = 'taken' | 'tooLarge' | 'notTaken';

const tries = 3;
const backoffMs = 50;
/** Requests in flight: more only queue up in the client, and one core serves the function. */
const lanes = 4;

/**
 * Returns a function that puts interactions on the bus, their people sealed, and says of each whether EventBridge has it.
 * Every entry of every response is looked at; entries that failed are tried again, three times in all, after a random part of 50 and 100 ms.
 * It never throws. An entry whose answer was lost may be put twice: the ledger takes an interaction once.
 */
export function createPublisher({
  client,
  busName,
  clock,
  sleep,
  random,
  report,
  sealer,
  xrayHeader,
}: PublisherOptions) {
  /** Puts one request and returns the entries that the bus did not take. */
  const put = async (entries: PackedEntry[]): Promise<PackedEntry[]> => {
    try {
      const header = xrayHeader?.();
      const traced = header === undefined ? {} : { TraceHeader: header };
      const Entries = entries.map(({ entry }) => ({ ...entry, ...traced }));
      const answer = await client.send(new PutEventsCommand({ Entries }));
      return entries.filter((_, index) => answer.Entries?.[index]?.EventId === undefined);
    } catch (error) {
      report('put interactions on the bus', error);
      return entries;
    }
  };

  const putWithRetries = async (entries: PackedEntry[], until: number): Promise<PackedEntry[]> => {
    if (clock() > until) return entries;
    let failed = await put(entries);
    for (let attempt = 1; attempt < tries && failed.length > 0 && clock() <= until; attempt += 1) {
      await sleep(random() * backoffMs * 2 ** (attempt - 1));
      failed = await put(failed);
    }
    return failed;
  };

  return async (interactions: readonly Interaction[], trace?: string): Promise<PublishOutcome[]> => {
    const seal = await sealer().catch((error: unknown) => report('read what people are sealed with', error));
    if (!seal) return interactions.map(() => 'notTaken');
    const outcomes = interactions.map((): PublishOutcome => 'taken');
    const sealed = interactions.map((interaction) => replacePeople(interaction, seal));
    const { entries, tooLarge } = packEntries(sealed, busName, undefined, trace);
    for (const index of tooLarge) outcomes[index] = 'tooLarge';
    const until = clock() + patience.publishing;
    const requests = packRequests(entries).values();
    const lane = async () => {
      for (const request of requests) {
        for (const { indices } of await putWithRetries(request, until)) {
          for (const index of indices) outcomes[index] = 'notTaken';
        }
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    return outcomes;
  };
}
export type Publish = ReturnType<typeof createPublisher>;
