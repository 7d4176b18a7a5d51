import type { Logger } from '@aws-lambda-powertools/logger';
import { isBehind, type KnownBacklog } from '../../../shared/rate-share.ts';
import { atTheBeginning, type SourceCursors } from '../../../shared/store/source-cursors.ts';
import { type Flow, nameOf } from '../create-flow.ts';
import { inLanes } from '../in-lanes.ts';
import { newTrace } from '../new-trace.ts';
import type { SourceAdapter } from '../sources/adapter.ts';
import { traced } from '../traced.ts';
import { dueSources, type Scheduling } from './due-sources.ts';
import { type Asked, type RunDeps, type RunOutcome, runSource } from './run-source.ts';

export interface PollDeps extends RunDeps {
  flow: Flow;
  cursors: SourceCursors;
  findAdapter: (id: string) => Promise<SourceAdapter | undefined>;
  logger: Pick<Logger, 'info' | 'warn'>;
  /** Tells what was accepted, and is told how far the fold is behind. */
  countAccepted: (interactions: number) => Promise<KnownBacklog>;
}

/** Sources asked at a time. */
const lanes = 4;
/** Milliseconds in which runs are begun and go on: the next invocation comes after a minute. */
const runMs = 50_000;

/**
 * Asks every source that is due, four at a time, for at most 50 s: those that are not begun by then, or not at their end, go
 * on at the next invocation. What goes wrong with one is logged and noted on it and stops no other. While the fold is behind none is asked: what they have
 * is still there later.
 */
export async function pollSources(deps: PollDeps): Promise<{ asked: number; failed: number }> {
  const began = deps.clock();
  const { note: backlog } = await deps.countAccepted(0);
  if (isBehind(backlog, began)) {
    deps.logger.info('No source is asked while the fold is behind');
    return { asked: 0, failed: 0 };
  }
  const deadline = began + runMs;
  const due = dueSources(await scheduledSources(deps), began);
  const total = { asked: 0, failed: 0, accepted: 0, ignored: 0, rejected: 0 };
  await inLanes(
    due,
    async (asked) => {
      if (deps.clock() >= deadline) return;
      const at = new Date(deps.clock()).toISOString();
      const trace = newTrace();
      const outcome = await runSource(asked, at, deadline, { ...deps, flow: traced(deps.flow, trace) });
      total.asked += 1;
      if (outcome.error !== undefined) total.failed += 1;
      for (const count of ['accepted', 'ignored', 'rejected'] as const) total[count] += outcome[count];
      await note(asked, at, trace, outcome, deps);
    },
    lanes,
  );
  await deps
    .countAccepted(total.accepted)
    .catch((error: unknown) => deps.flow.report('count what was accepted', error));
  if (due.length > 0) deps.logger.info('Polled', { due: due.length, ...total });
  return { asked: total.asked, failed: total.failed };
}

async function scheduledSources({ flow, cursors, findAdapter, logger }: PollDeps) {
  const [sources, known] = await Promise.all([flow.sources.listSources(), cursors.list()]);
  const scheduled: (Asked & Scheduling)[] = [];
  for (const source of sources) {
    if (source.adapter === undefined) continue;
    const adapter = await findAdapter(source.adapter).catch((error: unknown) => {
      logger.warn('An adapter cannot be loaded', { adapter: source.adapter, error: nameOf(error) });
      return undefined;
    });
    if (!isScheduled(adapter)) continue;
    const read = known.get(source.id) ?? atTheBeginning;
    const { unfinished, begunAt } = read;
    scheduled.push({ source, adapter, read, every: adapter.scheduled.every, unfinished, begunAt });
  }
  return scheduled;
}

const isScheduled = (adapter: SourceAdapter | undefined): adapter is Asked['adapter'] =>
  adapter?.scheduled !== undefined;

/** What cannot be noted decides nothing but when the source is asked again. */
async function note(
  { source }: Asked,
  at: string,
  trace: string,
  outcome: RunOutcome,
  { flow, cursors, logger }: PollDeps,
) {
  const { error, cursor, unfinished } = outcome;
  if (error !== undefined) logger.warn('A source could not be asked', { trace, source: source.id, error });
  const notes = [flow.sources.noteRun(source.id, at, error), cursors.noteUnfinished(source.id, cursor, unfinished)];
  for (const noted of await Promise.allSettled(notes)) {
    if (noted.status === 'rejected') flow.report('note a run on its source', noted.reason);
  }
}
