/** What a source's state is read from. */
export interface Heard {
  name: string;
  cadence: string | null;
  silentSince: string | null;
  failingSince: string | null;
  lastRecordedAt: string | null;
  paused: boolean;
}

/** In the order of urgency. `unheard`: nothing ever came. `unwatched`: without a rhythm nobody notices its silence. */
export const sourceStates = ['failing', 'silent', 'unheard', 'paused', 'unwatched', 'onTime'] as const;
export type SourceState = (typeof sourceStates)[number];

/** Every state that a source is in, the most urgent first; never empty. */
export function statesOf(source: Heard): readonly [SourceState, ...SourceState[]] {
  const { cadence, silentSince, failingSince, lastRecordedAt, paused } = source;
  const holds: Record<SourceState, boolean> = {
    failing: failingSince !== null,
    silent: silentSince !== null,
    unheard: lastRecordedAt === null,
    paused,
    unwatched: cadence === null,
    onTime: false,
  };
  const [first, ...rest] = sourceStates.filter((state) => holds[state]);
  return first ? [first, ...rest] : ['onTime'];
}

/** The most urgent first; equally urgent ones by how long they have been so, then by name. */
export function byUrgency<Source extends Heard>(sources: readonly Source[]): Source[] {
  const rank = (source: Source) => sourceStates.indexOf(statesOf(source)[0]);
  const since = (source: Source) => source.failingSince ?? source.silentSince ?? '';
  return [...sources].sort(
    (a, b) => rank(a) - rank(b) || compare(since(a), since(b)) || a.name.localeCompare(b.name, 'en', { numeric: true }),
  );
}

/** How many sources are in each state. A source that is silent and paused counts twice. */
export function countStates(sources: readonly Heard[]): Record<SourceState, number> {
  const counts: Record<SourceState, number> = {
    failing: 0,
    silent: 0,
    unheard: 0,
    paused: 0,
    unwatched: 0,
    onTime: 0,
  };
  for (const source of sources) for (const state of statesOf(source)) counts[state] += 1;
  return counts;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
