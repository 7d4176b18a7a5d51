import { setTimeout as sleep } from 'node:timers/promises';
import type { Wire } from '../../faults-answers.ts';
import type { ChaosStage } from '../chaos-stage.ts';
import type { FaultProxy, Meddle } from '../fault-proxy.ts';

/** How long a fault lasts. */
export interface Pace {
  /** Milliseconds, at least. */
  least: number;
  /** And until so many requests have met it. */
  hits: number;
  /** Milliseconds for which something that hangs hangs. */
  hang: number;
}

export interface Scene {
  stage: ChaosStage;
  random: () => number;
  pace: Pace;
  /** How often this kind was injected before: kinds with several steps take one after the other. */
  turn: number;
}

/** One way in which things go wrong. */
export interface FaultKind {
  name: string;
  /** In one sentence, for the table in the docs. */
  what: string;
  /** Does it while interactions are sent; resolves when the fault is over, with what it made besides. */
  inject: (scene: Scene) => Promise<Aftermath>;
}

export interface Aftermath {
  /** Poison that was put on the queue: so many rejections are to be found. */
  poison?: number;
  /** Messages lie in the dead letters on purpose: `polylog redrive` is to bring them back. */
  dead?: true;
}

/** A fault that meets nothing in so many milliseconds was not injected. */
const inVain = 20_000;
/** What met something, and nothing more for so long, has met all that there was. */
const nothingMore = 1_000;

/** Meddles with a proxy for as long as the pace says; throws when no request was met. */
export async function meddling(proxy: FaultProxy, { least, hits }: Pace, by: Meddle): Promise<void> {
  const [began, before] = [Date.now(), proxy.hits()];
  let [met, metAt] = [0, began];
  proxy.meddle(by);
  try {
    while (Date.now() - began < least || (met < hits && Date.now() - metAt < (met > 0 ? nothingMore : inVain))) {
      await sleep(10);
      if (proxy.hits() - before > met) metAt = Date.now();
      met = proxy.hits() - before;
    }
  } finally {
    proxy.meddle(undefined);
  }
  if (met === 0) throw new Error('The fault met no request.');
}

/** Waits for a request of one of the operations, the first after `skip` others, and answers it with what `act` makes of it. */
export async function atNext(
  proxy: FaultProxy,
  operations: readonly string[],
  act: (forward: () => Promise<Wire>) => Promise<Wire | 'cut'>,
  skip = 0,
): Promise<void> {
  let left = skip;
  let acting: Promise<Wire | 'cut'> | undefined;
  try {
    proxy.meddle(({ operation, forward }) => {
      if (acting || !operations.includes(operation) || left-- > 0) return undefined;
      acting = act(forward);
      return acting;
    });
    for (const until = Date.now() + inVain; !acting && Date.now() < until; ) await sleep(5);
    if (!acting) throw new Error(`For 20 s there was no ${operations.join(' or ')}.`);
    await acting;
  } finally {
    proxy.meddle(undefined);
  }
}
