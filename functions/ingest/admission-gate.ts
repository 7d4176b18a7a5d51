import { createRateLimiter } from '../../shared/rate-limiter.ts';
import type { LagLimits } from '../../shared/rate-share.ts';
import { countAccepted, readBacklog } from '../../shared/store/rate-backlog.ts';
import { createSpend } from '../../shared/store/rate-buckets.ts';
import type { RegisteredSource } from '../../shared/store/source-item.ts';
import { createAdmission } from './admission.ts';
import type { FlowDependencies } from './create-flow.ts';
import type { Problem } from './problem.ts';

export interface GateSettings {
  /** Interactions a second that a source may send, unless it has a limit of its own. */
  ratePerSecond: number;
  lag: LagLimits;
}

type GateDependencies = Pick<FlowDependencies, 'dynamo' | 'registryTable' | 'clock' | 'random' | 'logger'> & {
  gate?: GateSettings;
};

export interface Gate {
  /** Why nothing at all is taken just now. `patience` multiplies what is borne of a provider. */
  closed: (patience?: number) => Promise<Problem | undefined>;
  /** Why so many interactions of a source are not taken: it sends faster than it may, or more than its share. */
  admit: (
    source: Pick<RegisteredSource, 'id' | 'ratePerSecond'>,
    count: number,
    patience?: number,
  ) => Promise<Problem | undefined>;
  /** Counts what was let in and is on the bus. */
  accepted: (count: number) => void;
}

/** Far above what one process can do, so that it stops a flood and no feed. */
const wide: GateSettings = { ratePerSecond: 20_000, lag: { soft: 60, hard: 900 } };

/** What stands between a request that may send and the flow: the limit of its source, and the share it has while the fold is behind. */
export function createGate(
  { dynamo, registryTable, clock, random, logger, gate = wide }: GateDependencies,
  report: (failed: string, error: unknown) => void,
): Gate {
  const take = createRateLimiter(createSpend(dynamo, registryTable), clock, report);
  const admission = createAdmission({
    countAccepted: (interactions) =>
      interactions > 0 ? countAccepted(dynamo, registryTable, interactions) : readBacklog(dynamo, registryTable),
    take,
    lag: gate.lag,
    clock,
    random,
    report,
  });
  const logged = (problem: Problem | undefined): Problem | undefined => {
    if (problem) logger.info('Shed', { code: problem.code, retryAfter: problem.retryAfter });
    return problem;
  };
  return {
    closed: async (patience) => logged(await admission.closed(patience)),
    accepted: admission.accepted,
    async admit({ id, ratePerSecond = gate.ratePerSecond }, count, patience) {
      const wait = await take(`source ${id}`, count, { perSecond: ratePerSecond, burst: ratePerSecond });
      if (wait > 0) return logged({ ...tooFast, retryAfter: Math.ceil(wait / 1000) });
      return logged(await admission.share(id, count, patience));
    },
  };
}

const tooFast = {
  status: 429,
  code: 'TOO_FAST',
  message: 'The source sends more interactions a second than it may: wait as long as Retry-After says.',
} as const;
