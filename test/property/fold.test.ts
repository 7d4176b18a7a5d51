import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foldBatch } from '../../functions/aggregate/fold-batch.ts';
import { foldContextOf } from '../../shared/fold-context.ts';
import type { Interaction } from '../../shared/interaction.ts';
import { defaultOrganisation } from '../../shared/organisation.ts';
import { createFoldStore } from '../../shared/store/fold-store.ts';
import { decodePeople } from '../../shared/store/people-item.ts';
import { scanTable } from '../../shared/store/scan.ts';
import { verifyCells } from '../../shared/store/verify.ts';
import { type Engine, startEngine, type TableNames } from '../engine.ts';
import { meetingInteractions } from '../interactions.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

const context = foldContextOf(defaultOrganisation);

function depsFor(names: TableNames, lanes: number) {
  return {
    store: createFoldStore(engine.client, names.ledger),
    context,
    tables: { ledgerTable: names.ledger, cellsTable: names.cells },
    lanes,
    random: Math.random,
    sleep: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
  };
}

const verify = (names: TableNames) =>
  verifyCells({ client: engine.client, ledgerTable: names.ledger, cellsTable: names.cells, context });

async function cellsOf(names: TableNames): Promise<Record<string, number>> {
  const sums: Record<string, number> = {};
  await scanTable(engine.client, names.cells, (items) => {
    for (const { pk, sk, ...attributes } of items) {
      const partition = (pk?.S ?? '').replace(/#\d+$/, '');
      if (partition.startsWith('N#')) continue;
      if (partition.startsWith('P#')) {
        decodePeople({ sk, ...attributes } as never, (tag, person, count) => {
          const key = `${partition} ${sk?.S?.slice(0, 10)} ${tag} ${person}`;
          sums[key] = (sums[key] ?? 0) + count;
        });
        continue;
      }
      for (const [name, value] of Object.entries(attributes)) {
        const key = `${partition} ${sk?.S} ${name}`;
        sums[key] = (sums[key] ?? 0) + Number(value.N);
      }
    }
  });
  return Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0));
}

const chunks = (all: Interaction[], size: number): Interaction[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size));

describe('folding', () => {
  it.each([1, 4])(
    'gives the same cells in any order, batching, duplication and concurrency, with %i lanes',
    async (lanes) => {
      await fc.assert(
        fc.asyncProperty(
          meetingInteractions(150).chain((all) =>
            fc.record({
              all: fc.constant(all),
              shuffled: fc.shuffledSubarray([...all, ...all, ...all], {
                minLength: 3 * all.length,
                maxLength: 3 * all.length,
              }),
              size: fc.integer({ min: 5, max: 60 }),
            }),
          ),
          async ({ all, shuffled, size }) => {
            const once = await engine.createTables();
            await foldBatch(all, depsFor(once, lanes));
            const often = await engine.createTables();
            const batches = chunks(shuffled, size);
            for (let index = 0; index < batches.length; index += 3) {
              const reports = await Promise.all(
                batches.slice(index, index + 3).map((batch) => foldBatch(batch, depsFor(often, lanes))),
              );
              for (const report of reports) expect(report).toMatchObject({ failed: [], unfoldable: [] });
            }
            expect(await cellsOf(often)).toEqual(await cellsOf(once));
            for (const names of [once, often]) {
              expect(await verify(names)).toMatchObject({ differences: [], conversationDifferences: [] });
            }
          },
        ),
        { numRuns: 10, endOnFailure: true },
      );
    },
    120_000,
  );
});
