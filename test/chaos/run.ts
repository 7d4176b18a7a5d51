/**
 * The full form of the chaos suite: 20,000 real interactions, 20 kills of the host, 20 of workers and 4 of engines, with
 * one lane and with four. `--short` is what `npm test` runs, with both; `--seed N` draws another order.
 */
import { parseArgs } from 'node:util';
import { type Check, runChaos } from './run-chaos.ts';

const { values } = parseArgs({
  options: { short: { type: 'boolean', default: false }, seed: { type: 'string', default: '1' } },
});
const began = performance.now();
const print = (text: string) =>
  console.log(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${text}`);
const size = values.short
  ? { interactions: 3000, kills: { host: 3, worker: 5, engine: 2 }, patience: 60 }
  : { interactions: 20_000, kills: { host: 20, worker: 20, engine: 4 }, patience: 600 };

const checks: Check[] = [];
for (const lanes of [1, 4]) {
  print(`lanes ${lanes}: ${size.interactions} interactions, each three times`);
  const crashed = (error: Error): Check[] => [{ claim: 'the run comes to its end', problem: error.message }];
  const found = await runChaos({ ...size, lanes, seed: Number(values.seed), onStep: print }).catch(crashed);
  for (const { claim, problem } of found) print(problem === '' ? `ok: ${claim}` : `FAILED: ${claim}: ${problem}`);
  checks.push(...found);
}
const failed = checks.filter(({ problem }) => problem !== '').length;
console.log(`\n${checks.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
