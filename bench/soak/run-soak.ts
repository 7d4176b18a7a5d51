import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LagLimits } from '../../shared/rate-share.ts';
import { startStack } from '../../test/stack.ts';
import { type Caller, createCaller } from '../caller.ts';
import { percentileOf } from '../percentile-of.ts';
import { hastyAssembly } from './hasty-assembly.ts';
import { judge, type Verdict } from './judge.ts';
import { measureDrain } from './measure-drain.ts';
import { type Sent, type Stream, startStreams } from './paced-sender.ts';
import { createRealFeed } from './real-feed.ts';
import { type HostWatch, watchHost } from './watch-host.ts';

export interface SoakOptions {
  /** For its data and the assembly, empty. */
  folder: string;
  /** Of the steady load, of the overload, and between two samples, in seconds. */
  seconds: number;
  overloadSeconds: number;
  /** Ends the overload two samples after the first that was shed. */
  shortly?: boolean;
  sampleSeconds: number;
  /** Interactions that the drain rate is measured with. */
  drainCount: number;
  /** Of the drain rate. */
  rateShare: number;
  overload: number;
  lag: LagLimits;
  print: (line: object) => void;
  log: (text: string) => void;
}

export interface SoakSample {
  phase: 'steady' | 'overload' | 'recovery';
  /** Seconds since the phase began. */
  at: number;
  offered: number;
  accepted: number;
  shed: Record<string, number>;
  waiting: number;
  dead: number;
  memory: Record<string, number>;
  /** Seconds until what was accepted is counted; milliseconds until a request or a report is answered. */
  freshnessP50: number;
  freshnessMax: number;
  acceptP50: number;
  acceptP99: number;
  reportP50: number;
  reportP99: number;
}

export interface SoakResult {
  drainRate: number;
  samples: SoakSample[];
  verdicts: Verdict[];
  steady: Map<string, Sent>;
  overload: Map<string, Sent>;
  /** Seconds until nothing waited any more after the overload, and until nobody was shed. */
  recovered: number;
  reopened: number;
  accepted: number;
  counted: number;
  drained: boolean;
  verified: boolean;
}

/** Milliseconds that an empty queue or an open door is waited for. */
const patience = 600_000;
/** Interactions of a request, but for streams that say so. */
const batch = 200;
/** How many small sources send beside the one that floods, and what part of the drain rate each sends. */
const small = { count: 5, share: 0.01 };

/** Loads a host of its own as the options say; everything that was measured. Throws when an answer makes no sense. */
export async function runSoak(options: SoakOptions): Promise<SoakResult> {
  const { folder, log, print } = options;
  const dataDir = join(folder, 'data');
  const assembly = await hastyAssembly(join(folder, 'assembly'), options.lag);
  const stack = await startStack({ dataDir, assembly });
  try {
    const post = createCaller(`${stack.url}/v1/interactions`, {
      authorization: 'Bearer local',
      'content-type': 'application/cloudevents-batch+json',
    });
    const { rate: drainRate, accepted: first } = await measureDrain(stack, post, options.drainCount);
    log(`the fold drains ${Math.round(drainRate)} interactions a second`);
    print({ figure: 'drain rate', value: Math.round(drainRate), unit: 'interactions/s' });
    const watch = await watchHost(stack);
    const samples: SoakSample[] = [];

    const sampled = async (phase: SoakSample['phase'], seconds: number, streams: Stream[]) => {
      const running = startStreams(post, streams);
      await watch.sample();
      const began = performance.now();
      for (let at = options.sampleSeconds; at <= seconds; at += options.sampleSeconds) {
        await sleep(Math.max(0, began + at * 1000 - performance.now()));
        const line = sampleOf(phase, at, running.since(), await watch.sample());
        samples.push(line);
        print(line);
        const shed = samples.filter((one) => one.phase === 'overload' && Object.keys(one.shed).length > 0);
        if (options.shortly && shed.length === 3) break;
      }
      return running.stop();
    };

    const rate = drainRate * options.rateShare;
    log(`${Math.round(rate)} interactions a second for ${options.seconds} s`);
    const feed = createRealFeed('s');
    const steady = await sampled('steady', options.seconds, [
      { name: 'steady', rate, batch: Math.max(10, Math.round(rate / 40)), take: feed.take },
    ]);
    await untilEmpty(watch.waiting);

    log(`${options.overload} times the drain rate for ${options.overloadSeconds} s, most of it of one source`);
    const flood = {
      name: 'noisy',
      rate: drainRate * options.overload,
      batch,
      take: createRealFeed('n', 'urn:soak:noisy').take,
    };
    const others = Array.from({ length: small.count }, (_, index): Stream => {
      const name = `small ${index + 1}`;
      const take = createRealFeed(`k${index}`, `urn:soak:${name.replace(' ', '-')}`).take;
      return { name, rate: drainRate * small.share, batch: 1 + index * 5, take };
    });
    const overload = await sampled('overload', options.overloadSeconds, [flood, ...others]);

    log('and nothing more: how long until nothing waits, and nobody is shed');
    const over = performance.now();
    await untilEmpty(watch.waiting);
    const recovered = (performance.now() - over) / 1000;
    const reopened = await untilOpen(post, createRealFeed('r', 'urn:soak:noisy').take, over);
    await watch.rest();
    const drained = await polylog('drain', dataDir);
    const counted = await watch.counted();
    watch.close();
    post.close();
    const total = [...steady.values(), ...overload.values()].reduce((sum, { accepted }) => sum + accepted, 0);
    return {
      drainRate,
      samples,
      verdicts: judge(
        samples.filter(({ phase }) => phase === 'steady'),
        drainRate,
      ),
      steady,
      overload,
      recovered,
      reopened: reopened.seconds,
      accepted: first + total + reopened.accepted + watch.probes(),
      counted,
      drained,
      verified: await polylog('verify', dataDir),
    };
  } finally {
    await stack.stop();
  }
}

function sampleOf(
  phase: SoakSample['phase'],
  at: number,
  sent: ReadonlyMap<string, Sent>,
  { memory, waiting, dead, freshness, reports }: Awaited<ReturnType<HostWatch['sample']>>,
): SoakSample {
  const all = [...sent.values()];
  const latencies = all.flatMap((one) => one.latencies);
  const shed: Record<string, number> = {};
  for (const one of all) for (const [code, count] of Object.entries(one.shed)) shed[code] = (shed[code] ?? 0) + count;
  return {
    phase,
    at,
    offered: all.reduce((sum, { offered }) => sum + offered, 0),
    accepted: all.reduce((sum, { accepted }) => sum + accepted, 0),
    shed,
    waiting,
    dead,
    memory,
    freshnessP50: rounded(percentileOf(freshness, 0.5)),
    freshnessMax: rounded(Math.max(...freshness)),
    acceptP50: rounded(percentileOf(latencies, 0.5)),
    acceptP99: rounded(percentileOf(latencies, 0.99)),
    reportP50: rounded(percentileOf(reports, 0.5)),
    reportP99: rounded(percentileOf(reports, 0.99)),
  };
}

const rounded = (value: number): number => (Number.isFinite(value) ? Math.round(value * 100) / 100 : -1);

async function untilEmpty(waiting: () => Promise<number>): Promise<void> {
  for (const until = Date.now() + patience; (await waiting()) > 0; await sleep(200)) {
    if (Date.now() > until) throw new Error(`The queue was not empty within ${patience / 1000} s.`);
  }
}

/** Sends batches until eight in a row pass. */
async function untilOpen(post: Caller, take: Stream['take'], since: number) {
  let accepted = 0;
  let passed = 0;
  for (const until = Date.now() + patience; passed < 8; await sleep(100)) {
    if (Date.now() > until) throw new Error(`Sources are still shed ${patience / 1000} s after the overload.`);
    const { status } = await post(Buffer.from(JSON.stringify(take(batch))));
    passed = status === 202 ? passed + 1 : 0;
    accepted += status === 202 ? batch : 0;
  }
  return { accepted, seconds: (performance.now() - since) / 1000 };
}

/** Runs a command of the command line on the host's data; whether it is satisfied. */
function polylog(command: string, folder: string): Promise<boolean> {
  const file = join(import.meta.dirname, '..', '..', 'cli', 'polylog.mjs');
  const env = { ...process.env, POLYLOG_DATA: folder };
  const child = spawn(process.execPath, [file, command], { env, stdio: ['ignore', 'inherit', 'inherit'] });
  return new Promise((done) => child.once('exit', (code) => done(code === 0)));
}
