/**
 * The full form of the chaos suite: 210 faults of all kinds while more than a million interactions are sent. Options:
 * `--only TEXT` injects only kinds whose names have it in them, `--seed N` draws another order, `--faults N` and
 * `--interactions N` say how many, `--short` is what `npm test` runs. Prints a table; exits 1 when anything was lost, counted
 * wrongly, stuck, or recovered too late.
 */
import { parseArgs } from 'node:util';
import { faultTable } from './fault-table.ts';
import { fullForm, shortForm } from './forms.ts';
import { runChaos } from './run-chaos.ts';

const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    only: { type: 'string' },
    seed: { type: 'string', default: '1' },
    faults: { type: 'string' },
    interactions: { type: 'string' },
  },
});
/** Seconds. */
const reach = 30;
const began = performance.now();
const onStep = (text: string) =>
  console.log(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${text}`);
const form = values.short ? shortForm : fullForm;
const results = await runChaos({
  ...form,
  ...(values.only && { only: values.only }),
  ...(values.faults && { faults: Number(values.faults) }),
  ...(values.interactions && { interactions: Number(values.interactions) }),
  seed: Number(values.seed),
  onStep,
});
const late = results.filter(({ recovery }) => recovery > reach).map(({ kind }) => kind);
const problems = results.flatMap(({ kind, problems: found }) => found.map((problem) => `${kind}: ${problem}`));
console.log(`\n${faultTable(results)}\n`);
for (const problem of problems) console.log(`FAILED: ${problem}`);
if (late.length > 0) console.log(`FAILED: more than ${reach} s to recover from ${late.join(', ')}`);
console.log(`${problems.length + late.length} problems`);
process.exitCode = problems.length + late.length > 0 ? 1 : 0;
