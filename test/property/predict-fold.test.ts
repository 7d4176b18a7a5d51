import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { foldBatch } from '../../functions/aggregate/fold-batch.ts';
import { foldContextOf } from '../../shared/fold-context.ts';
import type { Interaction } from '../../shared/interaction.ts';
import { defaultOrganisation } from '../../shared/organisation.ts';
import { createFoldStore } from '../../shared/store/fold-store.ts';
import { decodePeople } from '../../shared/store/people-item.ts';
import { loadTouched, predictFold } from '../../shared/store/predict-fold.ts';
import { scanTable } from '../../shared/store/scan.ts';
import { type Engine, startEngine, type TableNames } from '../engine.ts';
import { meetingInteractions } from '../interactions.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

const context = foldContextOf(defaultOrganisation);
const storeOf = (names: TableNames) => createFoldStore(engine.client, names.ledger);

const fold = (names: TableNames, interactions: readonly Interaction[]) =>
  foldBatch(interactions, {
    store: storeOf(names),
    context,
    tables: { ledgerTable: names.ledger, cellsTable: names.cells },
    lanes: 2,
    random: Math.random,
    sleep: async () => undefined,
  });

/** Every counter of every cell, lanes added up, and how often each person was met. */
async function countersOf(names: TableNames): Promise<Map<string, number>> {
  const sums = new Map<string, number>();
  const add = (key: string, count: number) => sums.set(key, (sums.get(key) ?? 0) + count);
  await scanTable(engine.client, names.cells, (items) => {
    for (const { pk, sk, ...attributes } of items) {
      const partition = (pk?.S ?? '').replace(/#\d+$/, '');
      if (partition.startsWith('N#')) continue;
      if (partition.startsWith('P#')) {
        decodePeople({ sk, ...attributes } as never, (tag, person, count) =>
          add(`people ${sk?.S?.slice(0, 10)} ${tag} ${person}`, count),
        );
        continue;
      }
      for (const [name, value] of Object.entries(attributes)) add(`${partition}\n${sk?.S} ${name}`, Number(value.N));
    }
  });
  return sums;
}

it('predicts each counter that folding changes, and what becomes of each interaction, whatever was there before', async () => {
  await fc.assert(
    fc.asyncProperty(meetingInteractions(120), fc.integer({ min: 0, max: 100 }), async (all, before) => {
      const names = await engine.createTables();
      const coming = all.slice(before);
      await fold(names, all.slice(0, before));
      const known = await loadTouched(coming, storeOf(names));
      const { outcomes, contribution } = predictFold(coming, known, context);
      expect(predictFold(coming, known, context).contribution).toEqual(contribution);

      const [was, { outcomes: became }, is] = [
        await countersOf(names),
        await fold(names, coming),
        await countersOf(names),
      ];
      const predicted = new Map<string, number>();
      for (const [address, cell] of contribution.cells) {
        for (const [name, change] of cell) predicted.set(`${address} ${name}`, change);
      }
      for (const [day, met] of contribution.people) {
        for (const [meeting, change] of met) predicted.set(`people ${day} ${meeting}`, change);
      }
      const changed = [...is].map(([key, sum]) => [key, sum - (was.get(key) ?? 0)] as const);
      expect(new Map([...changed.filter(([, change]) => change !== 0)].sort())).toEqual(new Map([...predicted].sort()));
      for (const [outcome, count] of Object.entries(became)) {
        expect([outcome, [...outcomes.values()].filter((one) => one === outcome).length]).toEqual([outcome, count]);
      }
    }),
    { numRuns: 20, endOnFailure: true },
  );
}, 120_000);
