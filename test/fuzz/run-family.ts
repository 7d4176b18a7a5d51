/** A worker that runs the targets of one family in turn and tells what it found; without time it tells their names. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { randomOf } from '../chaos/random.ts';
import { corpusOf } from './corpus.ts';
import { openCoverage } from './coverage.ts';
import { fuzzTarget } from './fuzz-target.ts';
import { heartbeatIn } from './heartbeat.ts';

export interface FamilyOrder {
  family: string;
  /** Names of targets; absent: tell which there are. */
  targets?: readonly string[];
  seed: number;
  millisecondsEach: number;
  memory: SharedArrayBuffer;
}

const order = workerData as FamilyOrder;
const tell = (message: unknown) => parentPort?.postMessage(message);
const root = pathToFileURL(join(import.meta.dirname, '../..')).href;
// Before the code that is fuzzed is loaded, or its blocks are not counted.
const coverage = openCoverage((url) => url.startsWith(root) && !/\/(?:node_modules|test)\//.test(url));
const { families } = await import('./targets.ts');
const { targets, stop } = (await families[order.family]?.()) ?? { targets: [] };
if (order.targets === undefined) tell({ names: targets.map(({ name, share = 1 }) => ({ name, share })) });
const { beat } = heartbeatIn(order.memory);
for (const target of targets) {
  if (!order.targets?.includes(target.name)) continue;
  tell({ begun: target.name });
  const until = performance.now() + order.millisecondsEach * (target.share ?? 1);
  const result = await fuzzTarget(target, {
    random: randomOf(order.seed),
    goesOn: () => performance.now() < until,
    coverage,
    onInput: beat,
    corpus: corpusOf(target.name),
  });
  tell({ ended: target.name, result });
}
coverage.close();
stop?.();
