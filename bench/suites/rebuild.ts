import { Worker } from 'node:worker_threads';
import { foldContextOf } from '../../shared/fold-context.ts';
import { defaultOrganisation } from '../../shared/organisation.ts';
import { verifyCells } from '../../shared/store/verify.ts';
import { verifySample } from '../../shared/store/verify-sample.ts';
import { type Engine, startEngine, type TableNames } from '../../test/engine.ts';
import { batchesOf } from '../batches-of.ts';
import type { Bench } from '../bench.ts';
import { createFold, type Fold } from '../fold-into.ts';
import { generate } from '../generate.ts';
import { toInteraction } from '../to-interaction.ts';

const lanes = 4;
const batch = 1_000;
/** Interactions that the pace of the fold alone is taken of. */
const aloneCount = 10_000;
/** Longer than any batch takes here. */
const settleMs = 10_000;

/** How long all cells take to be built anew online, what folding is slower by meanwhile, and what a sample costs. */
export async function rebuild(bench: Bench): Promise<void> {
  for (const size of bench.sizes) await rebuildOf(size, bench);
}

async function rebuildOf(size: number, bench: Bench): Promise<void> {
  const engine = await startEngine();
  try {
    const tables = await engine.createTables();
    const fold = createFold({ client: engine.client, tables, lanes });
    const batches = batchesOf(generate({ count: 2 * size + 50_000 }), batch);
    await foldUntil(size, fold, batches, bench);
    const alone = await rateOf(fold, batches, (folded) => folded >= aloneCount);

    const { steps, done } = rebuildIn(engine, tables);
    await at(steps, 'counting');
    const beside = await rateOf(fold, batches, () => steps.has('closed'));
    await done;
    const counted = steps.get('closed')?.counted ?? 0;
    const seconds = ((steps.get('closed')?.at ?? 0) - (steps.get('counting')?.at ?? 0)) / 1000;
    const conditions = { facts: size + aloneCount, lanes };
    bench.print('counting anew', seconds, 's', { ...conditions, counted });
    bench.print('counting anew', counted / seconds, 'items/s', conditions);
    bench.print('fold alone', alone, 'interactions/s', conditions);
    bench.print('fold beside', beside, 'interactions/s', conditions);
    await compare(engine, tables, bench, conditions);
  } finally {
    engine.stop();
  }
}

async function foldUntil(size: number, fold: Fold, batches: Batches, bench: Bench): Promise<void> {
  for (let folded = 0; folded < size; folded += batch) {
    await fold((batches.next().value ?? []).map(toInteraction));
    if (folded % 50_000 === 0) bench.log(`${folded} of ${size} interactions folded`);
  }
}

type Batches = Iterator<Parameters<typeof toInteraction>[0][]>;

/** Interactions folded a second, until `isOver` says of those folded that it is enough. */
async function rateOf(fold: Fold, batches: Batches, isOver: (folded: number) => boolean): Promise<number> {
  const began = performance.now();
  let folded = 0;
  while (!isOver(folded)) {
    const next = batches.next().value;
    if (!next) break;
    await fold(next.map(toInteraction));
    folded += next.length;
  }
  return folded / ((performance.now() - began) / 1000);
}

interface Told {
  step: string;
  counted: number;
  at: number;
}

/** Begins a rebuild; the first time of each step is kept, and of closing what was counted. */
function rebuildIn({ endpoint }: Engine, { ledger, cells }: TableNames) {
  const steps = new Map<string, Told>();
  const workerData = { endpoint, ledgerTable: ledger, cellsTable: cells, lanes, settleMs };
  const worker = new Worker(new URL('../rebuild-worker.ts', import.meta.url), { workerData });
  worker.on('message', (told: Told) => {
    if (!steps.has(told.step)) steps.set(told.step, told);
  });
  const done = new Promise<void>((resolve, reject) => {
    worker.once('error', reject);
    worker.once('exit', () => resolve());
  });
  return { steps, done };
}

async function at(steps: ReadonlyMap<string, Told>, step: string): Promise<void> {
  while (!steps.has(step)) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** What a sample looks at and takes, after the whole was compared once: a figure of something wrong says nothing. */
async function compare(engine: Engine, tables: TableNames, bench: Bench, conditions: { facts: number; lanes: number }) {
  const context = foldContextOf(defaultOrganisation);
  const store = { client: engine.client, ledgerTable: tables.ledger, cellsTable: tables.cells, context };
  const began = performance.now();
  const { differences, conversationDifferences } = await verifyCells(store);
  if (differences.length + conversationDifferences.length > 0) throw new Error('The cells are wrong.');
  bench.print('verify', (performance.now() - began) / 1000, 's', conditions);
  let requests = 0;
  const send = (command: never) => {
    requests++;
    return engine.client.send(command);
  };
  const limits = { days: 4, facts: 200_000, conversations: 25, time: 240_000 };
  const sampled = performance.now();
  const { days } = await verifySample({
    ...store,
    client: Object.assign(Object.create(engine.client), { send }),
    lanes,
    limits,
    random: Math.random,
    clock: Date.now,
    sleep: async () => {},
  });
  const facts = days.reduce((sum, day) => sum + day.facts, 0);
  bench.print('sample', (performance.now() - sampled) / 1000, 's', {
    ...conditions,
    days: days.length,
    sampled: facts,
  });
  bench.print('sample', requests, 'requests', { ...conditions, days: days.length });
}
