import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { foldBatch } from '../functions/aggregate/fold-batch.ts';
import { foldContextOf } from '../shared/fold-context.ts';
import type { Interaction } from '../shared/interaction.ts';
import { defaultOrganisation } from '../shared/organisation.ts';
import { createFoldStore } from '../shared/store/fold-store.ts';

export interface FoldTarget {
  client: DynamoDBClient;
  tables: { ledger: string; cells: string };
  lanes: number;
}

export interface Fold {
  (batch: Interaction[]): Promise<void>;
  /** So far, tries included. */
  readonly transactions: number;
}

/**
 * The aggregate's own fold, in this process and without the queue in front of it: one batch for each call. Throws unless
 * every interaction was new and was recorded, since anything else would measure something else.
 */
export function createFold({ client, tables, lanes }: FoldTarget): Fold {
  const store = createFoldStore(client, tables.ledger);
  let transactions = 0;
  const deps = {
    store: {
      ...store,
      commit: (actions: Parameters<typeof store.commit>[0]) => {
        transactions++;
        return store.commit(actions);
      },
    },
    context: foldContextOf(defaultOrganisation),
    tables: { ledgerTable: tables.ledger, cellsTable: tables.cells },
    lanes,
    random: Math.random,
    sleep: (ms: number) => sleep(ms),
  };
  const fold = async (batch: Interaction[]) => {
    const { outcomes, failed, unfoldable } = await foldBatch(batch, deps);
    if (outcomes.recorded === batch.length) return;
    throw new Error(`A fold of ${batch.length}: ${JSON.stringify({ ...outcomes, failed, unfoldable }).slice(0, 500)}`);
  };
  return Object.defineProperty(fold, 'transactions', { get: () => transactions }) as unknown as Fold;
}
