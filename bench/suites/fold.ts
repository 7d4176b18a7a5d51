import { isCounted } from '../../shared/interaction.ts';
import { encodeFact } from '../../shared/store/fact-item.ts';
import { createFoldStore } from '../../shared/store/fold-store.ts';
import { startEngine } from '../../test/engine.ts';
import { batchesOf } from '../batches-of.ts';
import type { Bench } from '../bench.ts';
import { createFold } from '../fold-into.ts';
import { generate } from '../generate.ts';
import { meterCpu } from '../meter-cpu.ts';
import { toInteraction } from '../to-interaction.ts';

/** The fold alone: one process, one batch after the other, the engine, and no queue. */
export async function fold(bench: Bench): Promise<void> {
  const count = bench.quick ? 8_000 : 24_000;
  for (const shuffled of [false, true]) {
    const interactions = [...generate({ count: 1_000_000, shuffled }).take(count)].map(toInteraction);
    for (const size of [1_000, 4_000]) {
      const engine = await startEngine();
      try {
        const foldBatch = createFold({ client: engine.client, tables: await engine.createTables(), lanes: 1 });
        const printCpu = meterCpu(bench, { fold: [process.pid], database: [engine.pid] });
        const began = performance.now();
        for (const batch of batchesOf(interactions, size)) await foldBatch(batch);
        const seconds = (performance.now() - began) / 1000;
        const conditions = { fold: size, order: shuffled ? 'shuffled' : 'by time', interactions: count, lanes: 1 };
        bench.print('rate', count / seconds, 'interactions/s', conditions);
        bench.print('transaction', count / foldBatch.transactions, 'interactions/transaction', conditions);
        printCpu(count, 'interaction', conditions);
      } finally {
        engine.stop();
      }
    }
  }
  await engineAlone(bench);
}

/** What the engine takes of the plainest transactions, 100 new facts each, one in flight: no fold can be faster. */
async function engineAlone(bench: Bench): Promise<void> {
  const engine = await startEngine();
  try {
    const { ledger } = await engine.createTables();
    const store = createFoldStore(engine.client, ledger);
    const facts = [...generate({ count: 8_000 })].map(toInteraction).filter(isCounted);
    const transactions = [...batchesOf(facts, 100)].map((batch) =>
      batch.map((body) => ({
        Put: {
          TableName: ledger,
          Item: encodeFact(
            { revision: 1, generation: 1, fact: { source: body.source, id: body.id, body, losers: [] } },
            1,
          ),
          ConditionExpression: 'attribute_not_exists(pk)',
        },
      })),
    );
    const began = performance.now();
    for (const actions of transactions) await store.commit(actions);
    const seconds = (performance.now() - began) / 1000;
    bench.print('engine alone', facts.length / seconds, 'actions/s', { actions: 100, inFlight: 1 });
  } finally {
    engine.stop();
  }
}
