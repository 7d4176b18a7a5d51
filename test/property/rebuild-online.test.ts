import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTransaction } from '../../functions/aggregate/build-transaction.ts';
import { foldBatch } from '../../functions/aggregate/fold-batch.ts';
import { maxActions, packGroup } from '../../functions/aggregate/pack.ts';
import { foldContextOf } from '../../shared/fold-context.ts';
import type { Interaction } from '../../shared/interaction.ts';
import { defaultOrganisation } from '../../shared/organisation.ts';
import { volumeByDay, volumeColumns } from '../../shared/store/cell-formats.ts';
import { type CellReader, createCellReader } from '../../shared/store/cell-reader.ts';
import { createFoldStore } from '../../shared/store/fold-store.ts';
import { dueIn, unitsOf } from '../../shared/store/fold-unit.ts';
import { takeGenerationStep } from '../../shared/store/generation-steps.ts';
import { firstGenerations, loadGenerations } from '../../shared/store/generations.ts';
import { loadTouched } from '../../shared/store/predict-fold.ts';
import { rebuildOnline } from '../../shared/store/rebuild-online.ts';
import { verifyCells } from '../../shared/store/verify.ts';
import { inBatches, randomOf, shuffled } from '../chaos/random.ts';
import { type Engine, startEngine, type TableNames } from '../engine.ts';
import { type Fault, faultyClient } from '../faults.ts';
import { interaction, meetingInteractions } from '../interactions.ts';
import { cellsOf, dyingClient, foldsBeside } from '../rebuilding.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

const context = foldContextOf(defaultOrganisation);
const clean = { differences: [], conversationDifferences: [] };
const bad: Partial<Record<Fault, number>> = {
  conflict: 0.05,
  partitionThrottled: 0.02,
  throttled: 0.02,
  unsent: 0.02,
  lost: 0.05,
  delayed: 0.1,
  unprocessed: 0.1,
};

const verify = (names: TableNames, generation?: number, within = context) =>
  verifyCells(
    { client: engine.client, ledgerTable: names.ledger, cellsTable: names.cells, context: within },
    generation,
  );
/** Answers are due after more than a month: an episode is counted in cells of three months. */
const slow = foldContextOf({
  ...defaultOrganisation,
  responseTargets: [{ from: '1970-01-01T00:00:00Z', seconds: 40 * 86_400 }],
});

describe('rebuilding online', () => {
  it.each([1, 4])(
    'gives the cells of an independent fold, killed anywhere, beside folds with faults, duplicates and news of a while ago: %i lanes',
    async (lanes) => {
      await fc.assert(
        fc.asyncProperty(meetingInteractions(120), fc.integer(), async (all, seed) => {
          const random = randomOf(seed);
          const once = await engine.createTables();
          await foldsBeside({ client: engine.client, names: once, context, lanes, random }).fold(all);
          const names = await engine.createTables();
          const folds = foldsBeside({ client: engine.client, names, context, lanes, random });
          const delivered = inBatches(shuffled([...all, ...all], random), 25, random);
          const before = Math.floor(delivered.length / 3);
          for (const batch of delivered.slice(0, before)) await folds.fold(batch);

          const { client: faulty } = faultyClient(engine.endpoint, { rates: bad, seed });
          let done = false;
          const seen = new Set<string>();
          const rebuild = async () => {
            for (let most = 1; ; most += 1 + Math.floor(random() * 2)) {
              const client = dyingClient(random() < 0.5 ? faulty : engine.client, most, random);
              const deps = folds.rebuilding(client, () =>
                folds.alone(async () => {
                  const { active, building, closing, retiring, old } = await loadGenerations(
                    engine.client,
                    names.cells,
                  );
                  const inUse = { active, building, retiring };
                  seen.add(closing ? 'closing' : building ? 'building' : retiring ? 'retiring' : old ? 'old' : 'done');
                  // Until all have heard that it retires, the one before is exact, too.
                  for (const [name, generation] of Object.entries(inUse)) {
                    if (generation) expect(await verify(names, generation), name).toMatchObject(clean);
                  }
                }),
              );
              const killed = await rebuildOnline(deps).then(
                () => false,
                () => true,
              );
              if (!killed) break;
            }
            done = true;
          };
          const deliver = async () => {
            for (let at = before; at < delivered.length || !done; at++) {
              const batch = delivered[at] ?? delivered[Math.floor(random() * delivered.length)] ?? [];
              await folds.fold(batch, random() < 0.5 ? faulty : engine.client);
            }
          };
          await Promise.all([rebuild(), deliver(), deliver()]);
          faulty.destroy();

          // Killed after its very last write, it was run once more from the beginning.
          const { active, newest, ...others } = await loadGenerations(engine.client, names.cells);
          expect([newest, Object.keys(others)]).toEqual([active, ['since']]);
          expect(active).toBeGreaterThan(1);
          expect([...seen].sort()).toEqual(['building', 'closing', 'old', 'retiring']);
          expect(await verify(names)).toMatchObject(clean);
          expect(await cellsOf(engine.client, names.cells, active)).toEqual(await cellsOf(engine.client, once.cells));
          for (let old = 1; old < active; old++) expect(await cellsOf(engine.client, names.cells, old)).toEqual({});
        }),
        { numRuns: 2, endOnFailure: true },
      );
    },
    180_000,
  );

  it.each(['as it is', 'as it was'])(
    'a writer that has not heard of the generation counts in it when it meets %s what others counted there',
    async (seen) => {
      const names = await engine.createTables();
      const folds = foldsBeside({ client: engine.client, names, context, lanes: 1, random: Math.random });
      const said = (id: string, minute: number) =>
        interaction({ id, activity: 'enquiry', conversation: 'c:1', time: `2026-03-20T10:0${minute}:00.000Z` });
      await folds.fold([said('first', 1)]);
      const store = createFoldStore(engine.client, names.ledger);
      const before = await store.loadConversations(['c:1']);
      const deps = { client: engine.client, cellsTable: names.cells, clock: () => 1 };
      await takeGenerationStep('announce', firstGenerations, deps);
      await folds.fold([said('second', 2)]);

      let asked = 0;
      const late = {
        ...store,
        loadGenerations: async (table: string) => (asked++ === 0 ? firstGenerations : store.loadGenerations(table)),
        ...(seen === 'as it was' && {
          loadConversations: async (ids: string[]) => (ids.length > 0 ? before : []),
        }),
      };
      const tables = { ledgerTable: names.ledger, cellsTable: names.cells };
      const lateDeps = { store: late, context, tables, lanes: 1, random: Math.random, sleep: async () => {} };
      expect(await foldBatch([said('third', 3)], lateDeps)).toMatchObject({ failed: [], outcomes: { recorded: 1 } });
      expect(await verify(names, 2)).toMatchObject(clean);
      await rebuildOnline(folds.rebuilding(engine.client));
      expect(await verify(names)).toMatchObject(clean);
    },
  );

  it('counts a conversation whose episodes fit no transaction, and changes of it, which wait only around the switch', async () => {
    const names = await engine.createTables();
    const folds = foldsBeside({ client: engine.client, names, context: slow, lanes: 2, random: Math.random });
    const random = randomOf(7);
    const draw = (most: number) => Math.floor(random() * most);
    const said = (id: number): Interaction => {
      const activity = (['enquiry', 'reply', 'resolution', 'comment'] as const)[draw(4)] ?? 'reply';
      return interaction({
        id: `turn:${id}`,
        activity,
        time: new Date(Date.parse('2025-01-01T00:00:00Z') + draw(400 * 24) * 3_600_000).toISOString(),
        department: ['service', 'sales', 'product', 'hr'][draw(4)] as string,
        channel: ['x', 'email', 'phone', 'slack'][draw(4)] as string,
        conversation: 'c:long',
        digest: `${random()}`,
        actor: activity === 'enquiry' ? { id: 'p_a', kind: 'customer' } : { id: 'p_b', kind: 'employee' },
      });
    };
    await folds.fold(Array.from({ length: 200 }, (_, id) => said(id)));
    /** A body that wins and does not fit in one transaction with two generations. */
    const big = async (): Promise<Interaction> => {
      for (;;) {
        const one = said(draw(200));
        const known = await loadTouched([one], createFoldStore(engine.client, names.ledger));
        const before = { ...known, generations: { active: 1, retiring: 2, newest: 2, since: 0 } };
        const { group } = packGroup(unitsOf([one]), before, slow);
        const target = { ledgerTable: '', cellsTable: '', lanes: 1, lane: 0 };
        if (buildTransaction(group, before, dueIn(slow), target).length > maxActions) return one;
      }
    };
    const states: string[] = [];
    const again: Promise<void>[] = [];
    const onSettled = async () => {
      const { building, closing, retiring } = await loadGenerations(engine.client, names.cells);
      const state = closing ? 'closing' : building ? 'building' : retiring ? 'retiring' : 'old';
      const one = await big();
      const { failed, failure } = await folds.foldOnce([one]);
      states.push(`${state} ${failure ?? failed.length}`);
      again.push(folds.fold([one]));
    };
    await rebuildOnline(folds.rebuilding(engine.client, onSettled));
    await Promise.all(again);
    expect(states).toEqual(['building 0', 'closing postponed', 'retiring postponed', 'old 0']);
    expect(await verify(names, undefined, slow)).toMatchObject(clean);
  });

  it('shows readers at every moment what was folded by then and nothing else, warm or new, over three rebuilds', async () => {
    const names = await engine.createTables();
    const folds = foldsBeside({ client: engine.client, names, context, lanes: 2, random: Math.random });
    let begun = 0;
    let ended = 0;
    let done = false;
    const ask = async (reader: CellReader) => {
      const least = ended;
      const snapshot = await reader.at('2026-03-01', '2026-03-31');
      const chunks = await snapshot.read(volumeByDay, 'd', '2026-03-01', '2026-03-31');
      const most = begun;
      const posts = [...chunks.values()]
        .flatMap((chunk) => [...chunk.values()].map(postsIn))
        .reduce((a, b) => a + b, 0);
      expect(posts, 'stale, or of two generations').toBeGreaterThanOrEqual(least);
      expect(posts, 'counted twice').toBeLessThanOrEqual(most);
      return snapshot.generation;
    };
    const post = () => {
      const time = `2026-03-${String(1 + (begun % 28)).padStart(2, '0')}T10:00:00.000Z`;
      const department = begun % 3 ? 'service' : 'sales';
      return interaction({ id: `post:${begun++}`, time, department });
    };
    const write = async () => {
      while (!done) {
        await folds.fold([post()]);
        ended++;
      }
    };
    const seen = new Set<number>();
    const read = async () => {
      const warm = createCellReader(engine.client, names.cells, 2);
      while (!done) {
        for (const reader of [warm, warm, createCellReader(engine.client, names.cells, 2)]) seen.add(await ask(reader));
      }
    };
    await folds.fold(Array.from({ length: 300 }, post));
    ended = begun;
    const rebuild = async () => {
      for (let run = 0; run < 3; run++) {
        await rebuildOnline(folds.rebuilding(engine.client, () => new Promise((go) => setTimeout(go, 100))));
      }
      done = true;
    };
    // One after the other: what has ended must be counted.
    await Promise.all([write(), read(), read(), rebuild()]);
    expect([...seen].sort()).toEqual([1, 2, 3, 4]);
    expect(await verify(names)).toMatchObject(clean);
  }, 60_000);
});

const postColumn = volumeColumns.indexOf('poi');
const postsIn = (table: Float64Array): number =>
  table.reduce((sum, count, at) => (at % volumeColumns.length === postColumn ? sum + count : sum), 0);
