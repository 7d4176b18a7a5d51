import { createBacklogNotes } from '../functions/aggregate/note-backlog.ts';
import { createAdmission } from '../functions/ingest/admission.ts';
import { isOfWrongClock, latestFullAt, refillTime } from '../shared/rate-limit.ts';
import { createRateLimiter } from '../shared/rate-limiter.ts';
import type { Backlog, LagLimits } from '../shared/rate-share.ts';
import type { Spend } from '../shared/store/rate-buckets.ts';

export interface SimulatedSource {
  id: string;
  /** Interactions it sends each second, and in one request. */
  demand: (second: number) => number;
  batch: number;
  patience?: number;
}

export interface Simulation {
  seconds: number;
  sources: readonly SimulatedSource[];
  /** Interactions that are folded each second, as long as any wait. */
  rate: (second: number) => number;
  lag: LagLimits;
  /** Instances of the door, which share nothing but the registry. */
  doors: number;
  /** Seconds that the largest batch of the fold takes. */
  cycle?: number;
}

export interface SimulatedSecond {
  waiting: number;
  /** Seconds that the oldest that is folded now has waited. */
  lag: number;
  folded: number;
  share: number | undefined;
  /** By source: interactions sent, and those that passed. */
  sent: Map<string, number>;
  passed: Map<string, number>;
  /** Requests that were answered 503. */
  closed: number;
}

interface Waiting {
  at: number;
  count: number;
  source: string;
}

/** Buckets as the registry keeps them, in memory. */
export function sharedBuckets(): Spend & { calls: number } {
  const buckets = new Map<string, number>();
  const spend = async ({ key, count, unreported, limit, now }: Parameters<Spend>[0]) => {
    result.calls++;
    const held = buckets.get(key) ?? 0;
    const fullAt = isOfWrongClock(held, limit, now) ? 0 : held;
    const latest = latestFullAt(count, limit, now);
    if (fullAt >= now * 1000 && fullAt > latest) return { granted: false, fullAt };
    const next = Math.max(fullAt, now * 1000) + refillTime(unreported + count, limit);
    buckets.set(key, next);
    return { granted: true, fullAt: next };
  };
  const result = Object.assign(spend, { calls: 0 });
  return result;
}

/** Runs door, queue and fold with their own rules on a clock of its own, second after second. */
export async function simulateOverload(simulation: Simulation): Promise<SimulatedSecond[]> {
  const { seconds, sources, rate, lag, doors, cycle = 1 } = simulation;
  let now = Date.parse('2026-11-22T12:00:00Z');
  const begin = now;
  const clock = () => now;
  const report = (_: string, error: unknown) => {
    throw error;
  };
  let note: Backlog | undefined;
  let accepted = 0;
  const spend = sharedBuckets();
  const instances = Array.from({ length: doors }, () =>
    createAdmission({
      countAccepted: async (count) => {
        accepted += count;
        return { accepted, note };
      },
      take: createRateLimiter(spend, clock, report),
      lag,
      clock,
      random: () => 0,
      report,
    }),
  );
  const queue: Waiting[] = [];
  const waiting = () => queue.reduce((sum, { count }) => sum + count, 0);
  const notes = createBacklogNotes({
    countWaiting: async () => queue.length,
    read: async () => ({ accepted, note }),
    write: async (_before, backlog) => {
      note = backlog;
    },
    clock,
    elapsed: clock,
    folds: 1,
    lag,
    report,
  });
  const owed = new Map<string, number>();
  const lines: SimulatedSecond[] = [];
  let finish: (() => Promise<void>) | undefined;
  let turn = 0;
  let busyUntil = 0;
  for (let second = 0; second < seconds; second++) {
    const line: SimulatedSecond = {
      waiting: 0,
      lag: 0,
      folded: 0,
      share: note?.share,
      sent: new Map(),
      passed: new Map(),
      closed: 0,
    };
    for (let tenth = 0; tenth < 10; tenth++) {
      now = begin + second * 1000 + tenth * 100;
      for (const { id, demand, batch, patience } of sources) {
        let left = (owed.get(id) ?? 0) + demand(second) / 10;
        for (; left >= batch; left -= batch) {
          const door = instances[turn++ % doors] ?? instances[0];
          add(line.sent, id, batch);
          if (await door?.closed(patience)) line.closed++;
          else if (!(await door?.share(id, batch, patience))) {
            add(line.passed, id, batch);
            queue.push({ at: now, count: batch, source: id });
            door?.accepted(batch);
          }
        }
        owed.set(id, left);
      }
      if (now < busyUntil) continue;
      await finish?.();
      const oldest = queue[0];
      line.lag = oldest ? (now - oldest.at) / 1000 : 0;
      const batch = taken(queue, rate(second) * cycle);
      line.folded += batch.interactions;
      const done = notes.begin();
      finish = batch.messages > 0 ? () => done(batch) : undefined;
      // Lambda gathers messages for a second.
      busyUntil = now + (batch.messages > 0 ? Math.max(1000, (batch.interactions / rate(second)) * 1000) : 0);
    }
    line.waiting = waiting();
    lines.push(line);
  }
  return lines;
}

/** Takes what can be folded from the front of the queue, one message at least. */
function taken(queue: Waiting[], most: number) {
  const sources = new Set<string>();
  let interactions = 0;
  let messages = 0;
  let newestSentAt = 0;
  for (let next = queue[0]; next && interactions + next.count <= Math.max(most, next.count); next = queue[0]) {
    if (most < 1) break;
    queue.shift();
    interactions += next.count;
    messages++;
    newestSentAt = next.at;
    sources.add(next.source);
  }
  return { interactions, messages, sources, newestSentAt };
}

const add = (map: Map<string, number>, id: string, count: number) => map.set(id, (map.get(id) ?? 0) + count);
