import { silentSince } from './silent-since.ts';
import type { RegisteredSource } from './store/source-item.ts';
import type { Snapshot, SourceCounts } from './store/watch-snapshots.ts';

/** What is told of one source. Counts are those since the look before, undefined when that is not known. */
export interface SourceReading {
  source: string;
  /** 1 when it said nothing for longer than its cadence; undefined for one that declares none. */
  silent: 0 | 1 | undefined;
  /** How many seconds after its newest interaction happened it arrived. */
  lagSeconds: number | undefined;
  counts: SourceCounts | undefined;
}

/** Of how many sources something is wrong: each has an alarm. */
export interface Verdicts {
  silent: number;
  refusing: number;
  unknown: number;
  failing: number;
}

export interface Looks {
  /** Counts five minutes and an hour ago. */
  before: Snapshot | undefined;
  hourAgo: Snapshot | undefined;
  /** Epoch milliseconds. */
  now: number;
}

const hourMs = 3_600_000;
/** More than so many refused in an hour, and more than this share of what came, wake somebody. */
const refusedAtLeast = 20;
const refusedShare = 0.05;
/** Parts of kinds that the adapter does not know, in an hour. */
const unknownAtLeast = 20;

/** Reads of each source what is told of it, and counts those that somebody should look at. A paused one is quiet on purpose. */
export function judgeSources(
  sources: readonly RegisteredSource[],
  { before, hourAgo, now }: Looks,
): { readings: SourceReading[]; verdicts: Verdicts } {
  const verdicts: Verdicts = { silent: 0, refusing: 0, unknown: 0, failing: 0 };
  const readings = sources.map((source): SourceReading => {
    const isPaused = source.pausedAt !== undefined;
    const silent = !isPaused && silentSince(source, now) !== null;
    const inHour = since(hourAgo, source);
    if (silent) verdicts.silent += 1;
    if (!isPaused && inHour !== undefined) {
      if (refuses(inHour)) verdicts.refusing += 1;
      if (inHour.unknown > unknownAtLeast) verdicts.unknown += 1;
    }
    if (!isPaused && source.failingSince !== undefined && now - Date.parse(source.failingSince) >= hourMs) {
      verdicts.failing += 1;
    }
    return {
      source: source.id,
      silent: source.cadence === undefined || isPaused ? undefined : silent ? 1 : 0,
      lagSeconds: source.lagSeconds,
      counts: since(before, source),
    };
  });
  return { readings, verdicts };
}

/** The counts as a snapshot has them. */
export const countsOf = ({ recorded, duplicates, rejected, ignored, unknown }: RegisteredSource): SourceCounts => ({
  recorded,
  duplicates,
  rejected,
  ignored,
  unknown,
});

/** A source that is not in the snapshot was registered after it: all of its counts are new. */
function since(snapshot: Snapshot | undefined, source: RegisteredSource): SourceCounts | undefined {
  if (snapshot === undefined) return undefined;
  const [now, then] = [countsOf(source), snapshot.sources[source.id]];
  const grown = (name: keyof SourceCounts) => Math.max(0, now[name] - (then?.[name] ?? 0));
  return {
    recorded: grown('recorded'),
    duplicates: grown('duplicates'),
    rejected: grown('rejected'),
    ignored: grown('ignored'),
    unknown: grown('unknown'),
  };
}

function refuses({ recorded, duplicates, rejected }: SourceCounts): boolean {
  return rejected > refusedAtLeast && rejected > refusedShare * (recorded + duplicates + rejected);
}
