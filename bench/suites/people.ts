import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { compactPeople } from '../../shared/store/compact-people.ts';
import { createFoldStore } from '../../shared/store/fold-store.ts';
import { addDays, daysOf } from '../../shared/zone.ts';
import { startEngine } from '../../test/engine.ts';
import { batchesOf } from '../batches-of.ts';
import type { Bench } from '../bench.ts';
import { createFold } from '../fold-into.ts';
import { firstDay, generate } from '../generate.ts';
import { percentileOf } from '../percentile-of.ts';
import { toInteraction } from '../to-interaction.ts';

const run = promisify(execFile);
const lanes = 4;
const days = daysOf(firstDay, addDays(firstDay, 90));

/**
 * How long a process that has just begun reads the people of 90 days, before and after the items of each day are merged.
 * Folds of 200 leave as many items as a queue that is not behind.
 */
export async function people(bench: Bench): Promise<void> {
  const size = bench.sizes.at(-1) ?? 0;
  const engine = await startEngine();
  try {
    const tables = await engine.createTables();
    const fold = createFold({ client: engine.client, tables, lanes });
    let folded = 0;
    for (const batch of batchesOf(generate({ count: size }), 200)) {
      await fold(batch.map(toInteraction));
      folded += batch.length;
      if (folded % 100_000 < 200) bench.log(`${folded} of ${size} interactions folded`);
    }
    const firstRead = async (merged: boolean) => {
      const latencies: number[] = [];
      for (let one = 0; one < 5; one++) {
        const script = join(import.meta.dirname, '../read-people.ts');
        const { stdout } = await run(process.execPath, [script, engine.endpoint, tables.cells, String(lanes)]);
        latencies.push(Number(stdout));
      }
      bench.print('first people question', percentileOf(latencies, 0.5), 'ms', { size, merged, days: 90, runs: 5 });
    };
    await firstRead(false);
    const began = performance.now();
    const { before, after } = await compactPeople(
      {
        client: engine.client,
        commit: createFoldStore(engine.client, tables.ledger).commit,
        cellsTable: tables.cells,
        lanes,
        newName: randomUUID,
        random: Math.random,
        sleep: (milliseconds) => sleep(milliseconds),
      },
      days,
    );
    bench.print('merging', performance.now() - began, 'ms', { size, days: days.length });
    bench.print('items', before, 'items', { size, merged: false });
    bench.print('items', after, 'items', { size, merged: true });
    await firstRead(true);
  } finally {
    engine.stop();
  }
}
