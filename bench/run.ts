import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Bench, figureOf } from './bench.ts';
import { numberOf } from './number-of.ts';
import { accept } from './suites/accept.ts';
import { bundles } from './suites/bundles.ts';
import { capacity } from './suites/capacity.ts';
import { cost } from './suites/cost.ts';
import { dashboard } from './suites/dashboard.ts';
import { drain } from './suites/drain.ts';
import { erasure } from './suites/erasure.ts';
import { fold } from './suites/fold.ts';
import { freshness } from './suites/freshness.ts';
import { people } from './suites/people.ts';
import { rebuild } from './suites/rebuild.ts';
import { reports } from './suites/reports.ts';
import { webhooks } from './suites/webhooks.ts';

const suites = {
  bundles,
  capacity,
  cost,
  fold,
  accept,
  drain,
  freshness,
  people,
  reports,
  webhooks,
  dashboard,
  erasure,
  rebuild,
};
type SuiteName = keyof typeof suites;

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    sizes: { type: 'string' },
    quick: { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  console.log(`npm run bench -- [options]
  --only NAME,…   ${Object.keys(suites).join(', ')}
  --sizes N,…     interactions for the suites reports, dashboard, people, erasure and rebuild (default 20k,200k,1m)
  --quick         20k and 200k, and shorter
  --profile       also which functions the time goes into (slower; opens the inspector on port 9229)
One JSON line for each figure on standard output, progress on standard error.`);
} else {
  process.exitCode = await run().catch((error: Error) => {
    console.error(error.message);
    return 1;
  });
}

async function run(): Promise<number> {
  const names = namesOf(values.only);
  const sizes = (values.sizes ?? (values.quick ? '20k,200k' : '20k,200k,1m')).split(',').map(numberOf);
  const root = mkdtempSync(join(tmpdir(), 'polylog-bench-'));
  const ends: (() => Promise<void>)[] = [];
  const end = async () => {
    for (const stop of ends.splice(0)) await stop().catch(() => {});
    rmSync(root, { recursive: true, force: true });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void end().then(() => process.exit(1)));
  let folders = 0;
  const began = performance.now();
  const bench: Bench = {
    suite: '',
    print(figure, value, unit, conditions) {
      const line = figureOf(bench.suite, figure, value, unit, conditions);
      bench.figures.push(line);
      console.log(JSON.stringify(line));
    },
    log(text) {
      const seconds = ((performance.now() - began) / 1000).toFixed(0).padStart(5);
      process.stderr.write(`${seconds} s  ${bench.suite}: ${text}\n`);
    },
    figures: [],
    sizes: sizes.sort((a, b) => a - b),
    quick: values.quick,
    profile: values.profile,
    folder() {
      const folder = join(root, String(folders++));
      mkdirSync(folder);
      return folder;
    },
    onEnd: (stop) => void ends.push(stop),
  };
  const failed: string[] = [];
  for (const name of names) {
    bench.suite = name;
    bench.log('begins');
    try {
      await suites[name](bench);
    } catch (error) {
      failed.push(name);
      bench.log(`failed: ${(error as Error).stack}`);
    }
  }
  await end();
  return failed.length > 0 ? 1 : 0;
}

function namesOf(only: string | undefined): SuiteName[] {
  const all = Object.keys(suites) as SuiteName[];
  if (only === undefined) return all;
  return only.split(',').map((name) => {
    const found = all.find((one) => one === name);
    if (!found) throw new Error(`There is no suite ${name}: choose from ${all.join(', ')}.`);
    return found;
  });
}
