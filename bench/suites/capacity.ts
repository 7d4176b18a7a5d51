import { startEngine } from '../../test/engine.ts';
import { batchesOf } from '../batches-of.ts';
import type { Bench } from '../bench.ts';
import { type Capacity, meterCapacity } from '../capacity-meter.ts';
import { createFold } from '../fold-into.ts';
import { generate } from '../generate.ts';
import { toInteraction } from '../to-interaction.ts';

/** Write units for each interaction that folds of 1,000 should not exceed. */
const reachUnits = 6.35;

/**
 * What writing consumes: at the density of a million interactions in 90 days, in the middle of a chunk of cells, when
 * they are as full as they mostly are. The folds of each size follow one another in the same stream.
 */
export async function capacity(bench: Bench): Promise<void> {
  const perDay = Math.round(1_000_000 / 90);
  const days = bench.quick ? 2 : 6;
  const folds = [
    { size: 1_000, count: bench.quick ? 5 : 12 },
    { size: 100, count: bench.quick ? 10 : 30 },
    { size: 1, count: bench.quick ? 200 : 500 },
  ];
  const measured = folds.reduce((sum, { size, count }) => sum + size * count, 0);
  const engine = await startEngine();
  try {
    const tables = await engine.createTables();
    const meter = meterCapacity(engine.client, tables);
    const fold = createFold({ client: engine.client, tables, lanes: 1 });
    const stream = [...generate({ count: perDay * days, days })].map(toInteraction);
    bench.log(`folding ${stream.length - measured} interactions before those that are measured`);
    for (const batch of batchesOf(stream.slice(0, -measured), 4_000)) await fold(batch);
    meter.take();
    let from = stream.length - measured;
    for (const { size, count } of folds) {
      const part = stream.slice(from, from + size * count);
      from += part.length;
      const began = performance.now();
      for (const batch of batchesOf(part, size)) await fold(batch);
      report(bench, meter.take(), part.length, size);
      const seconds = (performance.now() - began) / 1000;
      bench.print('rate', part.length / seconds, 'interactions/s', { fold: size, metered: true });
    }
  } finally {
    engine.stop();
  }
}

function report(bench: Bench, { transactions, actions, bySize, byEngine }: Capacity, count: number, fold: number) {
  const conditions = { fold, interactions: count, lanes: 1, perDay: Math.round(1_000_000 / 90) };
  const total = (parts: Record<string, number>) => Object.values(parts).reduce((sum, part) => sum + part, 0);
  for (const [by, parts] of [
    ['item sizes', bySize],
    ['engine', byEngine],
  ] as const) {
    for (const [part, units] of Object.entries({ ...parts, total: total(parts) })) {
      const stated = fold === 1_000 && part === 'total' && { reach: reachUnits };
      bench.print('write units', units / count, 'WCU/interaction', { ...conditions, part, by, ...stated });
    }
  }
  bench.print('actions', actions / count, 'actions/interaction', conditions);
  bench.print('transaction', count / transactions, 'interactions/transaction', conditions);
}
