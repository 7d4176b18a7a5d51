import type { DynamoDBClient, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { applyInteraction } from '../../shared/fact.ts';
import { foldContextOf } from '../../shared/fold-context.ts';
import { defaultOrganisation } from '../../shared/organisation.ts';
import { encodeFact } from '../../shared/store/fact-item.ts';
import type { CommitOutcome } from '../../shared/store/fold-store.ts';
import { backfill } from '../../shared/store/rebuild-backfill.ts';
import { interaction } from '../interactions.ts';

const facts = Array.from({ length: 70 }, (_, n) => {
  const { fact } = applyInteraction(undefined, interaction({ id: `f:${n}` }));
  return encodeFact({ revision: 1, generation: 1, fact }, 1);
});

/** Counts a ledger of these facts where a transaction takes so many of them; the sizes of the transactions. */
async function sizesWith(most: number): Promise<number[]> {
  const sizes: number[] = [];
  const commit = async (actions: TransactWriteItem[]): Promise<CommitOutcome> => {
    const marks = actions.filter(({ Update }) => Update?.TableName === 'ledger').length;
    if (marks > most) return { kind: 'refused', reason: 'The aggregate size of the items cannot exceed 4 MB.' };
    sizes.push(marks);
    return { kind: 'committed' };
  };
  await backfill(
    {
      client: { send: async () => ({ Items: facts }) } as unknown as DynamoDBClient,
      store: { commit, completeConversation: () => Promise.reject(new Error('There is none.')) },
      ledgerTable: 'ledger',
      cellsTable: 'cells',
      context: foldContextOf(defaultOrganisation),
      lanes: 1,
      random: () => 0,
      sleep: async () => {},
      counted: () => {},
    },
    2,
  );
  return sizes;
}

describe('counting what was there before', () => {
  it('takes fewer at once where the table refuses so many, as with large items', async () => {
    const sizes = await sizesWith(9);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(9);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(facts.length);
  });

  it('says what it is that cannot be counted even alone', async () => {
    await expect(sizesWith(0)).rejects.toThrow(/^What F#\S+ f:\d+ contributes cannot be counted: .* 4 MB/);
  });
});
