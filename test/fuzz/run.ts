/**
 * The long form of the fuzz suite: every parser, the planner and the API with inputs that coverage leads on, then malformed
 * requests over the hosted doors. `--minutes N` (10) is what all of it may take, `--only NAME` (part of a name, repeatable)
 * chooses, `--seed N` repeats. What breaks a law is kept in `corpus/`.
 */
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { startStack } from '../stack.ts';
import { keepInCorpus } from './corpus.ts';
import type { FuzzResult } from './fuzz-target.ts';
import { heartbeatIn, heartbeatMemory } from './heartbeat.ts';
import { problemsAfter, sendMalformed } from './malformed/send-malformed.ts';
import type { FamilyOrder } from './run-family.ts';
import { families } from './targets.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    only: { type: 'string', multiple: true },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
  },
});
const seed = Number(values.seed);
const isChosen = (name: string) => values.only?.some((part) => name.includes(part)) ?? true;
/** A run that shows no sign of life for so long never ends. */
const hangMs = 30_000;
let failed = 0;

console.log(`seed ${seed}`);
let shares = 0;
const chosen: { family: string; targets: string[] }[] = [];
for (const family of Object.keys(families)) {
  const targets = (await namesOf(family)).filter(({ name }) => isChosen(name));
  shares += targets.reduce((sum, { share }) => sum + share, 0);
  if (targets.length > 0) chosen.push({ family, targets: targets.map(({ name }) => name) });
}
const count = chosen.reduce((sum, { targets }) => sum + targets.length, 0);
const millisecondsEach = (Number(values.minutes) * 60_000) / Math.max(1, shares);
const row = (cells: (string | number)[]) => console.log(`| ${cells.join(' | ')} |`);
row(['target', 'inputs', 'stock', 'places', 'findings']);
row(['---', '---:', '---:', '---:', '---:']);
for (const { family, targets } of chosen) await runFamily(family, targets);
if (isChosen('malformed-requests')) await runMalformed();
console.log(`\n${count} targets, ${failed} findings`);
process.exitCode = failed > 0 ? 1 : 0;

function begin(order: Omit<FamilyOrder, 'memory'>, memory = heartbeatMemory()): Worker {
  return new Worker(new URL('run-family.ts', import.meta.url), { workerData: { ...order, memory } });
}

function namesOf(family: string): Promise<{ name: string; share: number }[]> {
  return new Promise((resolve, reject) => {
    begin({ family, seed, millisecondsEach: 0 })
      .once('message', ({ names }) => resolve(names))
      .once('error', reject);
  });
}

/** Runs targets in a worker; one that hangs or dies is told, and those after it go on in another. */
async function runFamily(family: string, targets: readonly string[]): Promise<void> {
  const memory = heartbeatMemory();
  const heartbeat = heartbeatIn(memory);
  const left = [...targets];
  let running = '';
  const death = await new Promise<string>((resolve) => {
    const worker = begin({ family, targets, seed, millisecondsEach }, memory);
    let [seen, since] = [-1, performance.now()];
    const watch = setInterval(() => {
      if (heartbeat.count() !== seen) [seen, since] = [heartbeat.count(), performance.now()];
      else if (performance.now() - since > hangMs) void worker.terminate().then(() => resolve('does not end'));
    }, 1_000);
    worker.on('message', ({ begun, ended, result }: { begun?: string; ended?: string; result?: FuzzResult }) => {
      running = begun ?? running;
      if (ended === undefined || result === undefined) return;
      left.splice(0, left.indexOf(ended) + 1);
      tellResult(ended, result);
    });
    worker.on('error', (error) => resolve(`ends the process: ${error}`));
    worker.on('exit', () => {
      clearInterval(watch);
      resolve('');
    });
  });
  if (death === '' || running === '') return;
  const input = heartbeat.input();
  tellResult(running, {
    executions: heartbeat.count(),
    stock: 0,
    places: 0,
    findings: [{ problem: death, input, stack: '' }],
  });
  const rest = left.slice(left.indexOf(running) + 1);
  if (rest.length > 0) await runFamily(family, rest);
}

function tellResult(name: string, { executions, stock, places, findings }: FuzzResult): void {
  row([name, executions, stock, places, findings.length]);
  for (const { problem, input, stack } of findings) {
    failed += 1;
    console.log(
      `\n${problem}\n  in corpus/${keepInCorpus(name, input)}\n${stack.split('\n').slice(1, 6).join('\n')}\n`,
    );
  }
}

async function runMalformed(): Promise<void> {
  const stack = await startStack();
  try {
    const { sent, answers, faults } = await sendMalformed(stack, { requests: 10_000, seed });
    const after = await problemsAfter(stack);
    row(['malformed-requests', sent, '', '', faults.length + after.length]);
    console.log(
      `\nanswers: ${[...answers]
        .sort()
        .map(([status, times]) => `${status} × ${times}`)
        .join(', ')}`,
    );
    for (const fault of [...faults, ...after]) console.log(fault);
    failed += faults.length + after.length;
  } finally {
    await stack.stop();
  }
}
