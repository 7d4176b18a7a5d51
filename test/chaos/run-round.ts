import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pending } from '../../cli/drain.ts';
import type { CloudEvent } from '../../shared/interaction.ts';
import { type Bookkeeper, createBookkeeper } from './bookkeeper.ts';
import type { Hurry } from './chaos-assembly.ts';
import { type ChaosStage, startChaosStage } from './chaos-stage.ts';
import { compareReports } from './compare-reports.ts';
import type { endlessLoad, Load } from './endless-load.ts';
import type { Aftermath, FaultKind, Pace } from './kinds/kind.ts';
import { interactionsOf } from './real-interactions.ts';
import { sendStubbornly } from './stubborn-sender.ts';

export interface RoundOptions {
  /** One fault each, in this order, on one stage that begins empty. */
  faults: { kind: FaultKind; turn: number }[];
  lanes: number;
  load: ReturnType<typeof endlessLoad>;
  /** Interactions sent around each fault, and how many of them in a batch. */
  perFault: number;
  batch: number;
  pace: Pace;
  hurry: Hurry;
  random: () => number;
  onStep: (step: string) => void;
}

/** What one fault did. */
export interface FaultResult {
  kind: string;
  sent: number;
  /** Accepted, and neither in the ledger nor where `redrive` finds it. */
  lost: number;
  /** Cells and conversations that are not what the ledger says. */
  wrong: number;
  /** Seconds from the end of the fault until all is folded and healthy. */
  recovery: number;
  problems: string[];
}

const senders = 3;
const cli = join(import.meta.dirname, '..', '..', 'cli', 'polylog.mjs');
/** Milliseconds after which something is taken to be stuck. */
const patience = 120_000;

/**
 * Injects one fault after the other into a stage that is sent real interactions. After each it waits until everything is
 * folded by itself and looks what became of what was accepted; at the end the command line has its say, and reports are
 * compared with a raw scan. Ends what it started. It never throws: what ends the round early is the problem of its last
 * result.
 */
export async function runRound(options: RoundOptions): Promise<FaultResult[]> {
  const results: FaultResult[] = [];
  const failed = (error: Error): void => {
    options.onStep(`  FAILED: ${error.message}`);
    results.push({ kind: 'the round itself', sent: 0, lost: 0, wrong: 0, recovery: 0, problems: [error.message] });
  };
  const stage = await startChaosStage(options.lanes, options.hurry).catch(failed);
  if (!stage) return results;
  await runFaults(stage, options, results).catch(failed);
  await stage.stop();
  return results;
}

async function runFaults(stage: ChaosStage, options: RoundOptions, results: FaultResult[]): Promise<void> {
  const { faults, load, perFault, batch, onStep } = options;
  const sent: CloudEvent[] = [];
  let poison = 0;
  for (const { kind, turn } of faults) {
    const taken = load.take(perFault, batch);
    const { aftermath, problems, ...result } = await survive(stage, kind, turn, taken, options);
    sent.push(...taken.events);
    poison += aftermath.poison ?? 0;
    const found = await audit(stage, taken, poison);
    results.push({ ...result, ...found, problems: [...problems, ...found.problems] });
    onStep(`${kind.name}: ${taken.sent} sent, healthy and drained ${result.recovery.toFixed(1)} s after it`);
    for (const problem of results.at(-1)?.problems ?? []) onStep(`  FAILED: ${problem}`);
  }
  results.push(...(await conclude(stage, sent)));
}

/** Sends and breaks at the same time, then waits until all is well. */
async function survive(
  stage: ChaosStage,
  kind: FaultKind,
  turn: number,
  { batches, sent }: Load,
  { pace, random }: RoundOptions,
) {
  const problems: string[] = [];
  let over = Number.NaN;
  const breaking = kind
    .inject({ stage, random, pace, turn })
    .catch((error: Error): Aftermath => {
      problems.push(error.message);
      return {};
    })
    .finally(() => {
      over = Date.now();
    });
  const left = batches.values();
  const send = async (): Promise<void> => {
    for (const one of left) {
      const refused = await sendStubbornly(stage.stack.url, one, patience);
      if (refused > 0) problems.push(`${refused} interactions were refused`);
    }
  };
  const [aftermath] = await Promise.all([breaking, ...Array.from({ length: senders }, send)]);
  problems.push(...(await untilWell(stage)));
  const recovery = (Date.now() - over) / 1000;
  const dead = await stage.dead();
  if (dead > 0 && !aftermath.dead) problems.push(`${dead} dead letters`);
  if (dead === 0 && aftermath.dead) problems.push('there were no dead letters');
  if (dead > 0) {
    const redriven = await polylog(stage, 'redrive');
    if (redriven.failed) problems.push(redriven.output);
    problems.push(...(await untilWell(stage)));
  }
  return { kind: kind.name, sent, recovery, problems, aftermath };
}

/** Waits until nothing waits and /health says so; answers with what is stuck. */
async function untilWell(stage: ChaosStage): Promise<string[]> {
  let stuck = '';
  let quiet = 0;
  for (const until = Date.now() + patience; Date.now() < until; await sleep(50)) {
    stuck = await trouble(stage).catch((error: Error) => error.message);
    quiet = stuck === '' ? quiet + 1 : 0;
    if (quiet === 2) return [];
  }
  return [`After ${patience / 1000} s: ${stuck}`];
}

async function trouble(stage: ChaosStage): Promise<string> {
  const left = pending(await stage.backlog());
  if (left > 0) return `${left} messages are not folded`;
  const response = await fetch(`${stage.stack.url}/health`, { signal: AbortSignal.timeout(5_000) });
  return response.ok ? '' : `/health: ${await response.text()}`;
}

/** What became of what was sent around a fault. */
async function audit(stage: ChaosStage, { events }: Load, poison: number) {
  return booked(stage, async (books) => {
    const [absent, report, unfoldable] = [await books.absent(events), await books.verify(), await books.unfoldable()];
    const wrong = report.differences.length + report.conversationDifferences.length;
    const problems = [
      ...(absent.length > 0 ? [`${absent.length} are not in the ledger: ${absent.slice(0, 3)}`] : []),
      ...(wrong > 0 ? [`verify: ${JSON.stringify(report.differences.slice(0, 3))}, ${wrong} differences in all`] : []),
      // Kept again when the fold that had kept it was ended.
      ...(unfoldable < poison || (poison === 0 && unfoldable > 0)
        ? [`${unfoldable} rejections of ${poison} messages`]
        : []),
    ];
    return { lost: absent.length, wrong, problems };
  });
}

/** What the command line and the API say of all that was sent. */
async function conclude(stage: ChaosStage, sent: readonly CloudEvent[]): Promise<FaultResult[]> {
  const problems: string[] = [];
  for (const command of ['drain', 'verify']) {
    const { failed, output } = await polylog(stage, command);
    if (failed) problems.push(output);
  }
  const unknown = await booked(stage, (books) => books.unknown(sent));
  if (unknown > 0) problems.push(`${unknown} facts that nobody sent`);
  problems.push(...(await compareReports(stage.stack, interactionsOf(sent))).slice(0, 5));
  return problems.length === 0
    ? []
    : [{ kind: 'end of the round', sent: 0, lost: 0, wrong: unknown, recovery: 0, problems }];
}

async function booked<T>(stage: ChaosStage, look: (books: Bookkeeper) => Promise<T>): Promise<T> {
  const books = createBookkeeper(stage);
  try {
    return await look(books);
  } finally {
    books.close();
  }
}

function polylog({ stack }: ChaosStage, ...args: string[]): Promise<{ failed: boolean; output: string }> {
  const env = { ...process.env, POLYLOG_DATA: stack.dataDir };
  return new Promise((done) => {
    execFile(process.execPath, [cli, ...args], { env }, (error, stdout, stderr) =>
      done({ failed: error !== null, output: `polylog ${args.join(' ')}: ${stdout}${stderr}`.trim() }),
    );
  });
}
