import { countsOf, judgeSources, type Verdicts } from '../../../shared/judge-sources.ts';
import type { SourceRegistry } from '../../../shared/store/sources.ts';
import type { Snapshot, Snapshots } from '../../../shared/store/watch-snapshots.ts';
import { metricLines } from './metric-lines.ts';

export interface WatchDeps {
  sources: Pick<SourceRegistry, 'listSources'>;
  snapshots: Snapshots;
  /** Where the metrics are put. */
  namespace: string;
  /** Milliseconds since 1970. */
  clock: () => number;
  /** Writes a line to the log as it is. */
  write: (line: string) => void;
}

const lookMs = 300_000;
const looksInHour = 12;
/** One more than an hour has: what is read is not what is written. */
const slots = looksInHour + 1;

/**
 * Looks at every source, each five minutes: writes metrics of each, and of how many somebody should look at, by what they
 * counted since the look before and in the last hour.
 */
export async function watchSources({ sources, snapshots, namespace, clock, write }: WatchDeps): Promise<Verdicts> {
  const now = clock();
  const look = Math.floor(now / lookMs);
  const at = (looksAgo: number) => snapshots.read((look - looksAgo) % slots);
  const [all, before, hourAgo] = await Promise.all([sources.listSources(), at(1), at(looksInHour)]);
  const { readings, verdicts } = judgeSources(all, {
    before: aged(before, now, 1),
    hourAgo: aged(hourAgo, now, looksInHour),
    now,
  });
  for (const line of metricLines(readings, verdicts, namespace, now)) write(line);
  await snapshots.write(look % slots, {
    at: now,
    sources: Object.fromEntries(all.map((one) => [one.id, countsOf(one)])),
  });
  return verdicts;
}

/** A slot may be left from an hour before, when a look was missed: its counts would be of another time. */
function aged(snapshot: Snapshot | undefined, now: number, looks: number): Snapshot | undefined {
  if (snapshot === undefined) return undefined;
  return Math.abs(now - snapshot.at - looks * lookMs) < lookMs ? snapshot : undefined;
}
