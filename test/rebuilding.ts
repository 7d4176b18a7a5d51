import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type FoldDeps, foldBatch } from '../functions/aggregate/fold-batch.ts';
import type { Interaction } from '../shared/interaction.ts';
import type { FoldContext } from '../shared/metrics/contribution.ts';
import { createFoldStore } from '../shared/store/fold-store.ts';
import { decodePeople } from '../shared/store/people-item.ts';
import type { RebuildOnlineDeps } from '../shared/store/rebuild-online.ts';
import { scanTable } from '../shared/store/scan.ts';
import type { TableNames } from './engine.ts';

export interface StageOptions {
  client: DynamoDBClient;
  names: TableNames;
  context: FoldContext;
  lanes: number;
  random: () => number;
}

/**
 * Folds that take place beside a rebuild. Settling is exact here: it lasts until every batch has ended that had begun
 * before, however long the engine makes it take.
 */
export function foldsBeside({ client, names, context, lanes, random }: StageOptions) {
  const under = new Set<Promise<unknown>>();
  let open = Promise.resolve();
  const pause = (most: number) => new Promise<void>((done) => setTimeout(done, random() * most));
  const deps = (through: DynamoDBClient): FoldDeps => {
    const store = createFoldStore(through, names.ledger);
    return {
      store: {
        ...store,
        // A batch that knows the generations of a while ago.
        loadGenerations: async (table) => {
          const found = await store.loadGenerations(table);
          await pause(30);
          return found;
        },
      },
      context,
      tables: { ledgerTable: names.ledger, cellsTable: names.cells },
      lanes,
      random,
      sleep: pause,
    };
  };
  const settled = async () => {
    await Promise.allSettled([...under]);
  };
  return {
    /** Folds a batch once, and tells what failed. */
    foldOnce: (all: readonly Interaction[]) => foldBatch(all, deps(client)),
    /** Folds a batch as the queue does: what failed comes again. */
    async fold(all: readonly Interaction[], through = client): Promise<void> {
      for (let left: readonly Interaction[] = all; left.length > 0; ) {
        await open;
        const folding = foldBatch(left, deps(through));
        under.add(folding);
        const report = await folding.catch(() => ({ failed: left, unfoldable: [] }));
        under.delete(folding);
        if (report.unfoldable.length > 0) throw new Error(report.unfoldable[0]?.reason);
        left = report.failed;
        if (left.length > 0) await pause(20);
      }
    },
    /** Runs something while no batch is under way. */
    async alone(run: () => Promise<void>): Promise<void> {
      let reopen = () => {};
      open = new Promise((done) => {
        reopen = done;
      });
      await settled();
      await run().finally(reopen);
    },
    /** What a rebuild is run with. `onSettled` is called when all have heard of a step. */
    rebuilding(through: DynamoDBClient, onSettled: () => Promise<void> = async () => {}): RebuildOnlineDeps {
      return {
        client: through,
        store: createFoldStore(through, names.ledger),
        ledgerTable: names.ledger,
        cellsTable: names.cells,
        context,
        lanes,
        random,
        settleMs,
        clock: () => 1,
        report: () => {},
        sleep: async (milliseconds) => {
          if (milliseconds < settleMs) return pause(milliseconds);
          await settled();
          await onSettled();
        },
      };
    },
  };
}

const settleMs = 1_000_000;

/** A client whose process is killed at its `most`th write, before it is sent or before its answer comes. */
export function dyingClient(client: DynamoDBClient, most: number, random: () => number): DynamoDBClient {
  let writes = 0;
  const send = async (command: { constructor: { name: string } }) => {
    if (writes >= most) throw new Error('killed');
    if (!/Transact|Put|BatchWrite/.test(command.constructor.name)) return client.send(command as never);
    if (++writes < most) return client.send(command as never);
    if (random() < 0.5) await client.send(command as never);
    throw new Error('killed');
  };
  return { send } as unknown as DynamoDBClient;
}

/** Every counter of a generation, lanes added up, and every meeting; without revisions and what is zero. */
export async function cellsOf(client: DynamoDBClient, table: string, generation = 1): Promise<Record<string, number>> {
  const sums: Record<string, number> = {};
  const add = (key: string, value: number) => {
    sums[key] = (sums[key] ?? 0) + value;
  };
  const prefix = generation === 1 ? '' : `${generation}/`;
  await scanTable(client, table, (items) => {
    for (const { pk, sk, ...attributes } of items) {
      const text = pk?.S ?? '';
      if (!text.startsWith(prefix) || text === 'GENERATION' || (generation === 1 && text.includes('/'))) continue;
      const partition = text.slice(prefix.length).replace(/#\d+$/, '');
      if (partition.startsWith('N#')) continue;
      if (partition.startsWith('P#')) {
        decodePeople({ sk, ...attributes } as never, (tag, person, count) =>
          add(`${partition} ${sk?.S?.slice(0, 10)} ${tag} ${person}`, count),
        );
      } else
        for (const [name, value] of Object.entries(attributes)) add(`${partition} ${sk?.S} ${name}`, Number(value.N));
    }
  });
  return Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0));
}
