import { countsOf, judgeSources, type Verdicts } from '../../../shared/judge-sources.ts';
import type { SourceRegistry } from '../../../shared/store/sources.ts';
import { looksInHour, type Snapshots } from '../../../shared/store/watch-snapshots.ts';
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

/**
 * Looks at every source, each five minutes: writes metrics of each, and of how many somebody should look at, by what they
 * counted since the look before and in the last hour.
 */
export async function watchSources({ sources, snapshots, namespace, clock, write }: WatchDeps): Promise<Verdicts> {
  const now = clock();
  const [all, before, hourAgo] = await Promise.all([
    sources.listSources(),
    snapshots.before(now, 1),
    snapshots.before(now, looksInHour),
  ]);
  const { readings, verdicts } = judgeSources(all, { before, hourAgo, now });
  for (const line of metricLines(readings, verdicts, namespace, now)) write(line);
  await snapshots.write({
    at: now,
    sources: Object.fromEntries(all.map((one) => [one.id, countsOf(one)])),
  });
  return verdicts;
}
