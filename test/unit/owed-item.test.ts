import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
import { addDelta, cellAddress } from '../../shared/deltas.ts';
import { emptyContribution } from '../../shared/metrics/contribution.ts';
import { owedActions, owedPartition, settleOwed } from '../../shared/store/owed-item.ts';

const target = { cellsTable: 'cells', generation: 2, lane: 0 };

/** What an item of DynamoDB takes, and what a transaction does. */
const [itemBytes, maxActions] = [400 * 1024, 100];

it('what a busy conversation owes is noted in items that fit, and each part of it is counted once', () => {
  const contribution = emptyContribution();
  for (let month = 0; month < 1_000; month++) {
    const address = cellAddress('R', 'x', `2026-${month}`, 'member');
    for (let name = 0; name < 100; name++) addDelta(contribution, address, `n${name}`, month + name);
  }
  contribution.days.add('2026-01-01').add('2026-02-01');
  const notes = owedActions(contribution, 'C#busy 7', target).flatMap(({ Put }) => (Put?.Item ? [Put.Item] : []));
  expect(new Set(notes.map(({ sk }) => sk?.S)).size).toBe(notes.length);

  const counted = new Map<string, number>();
  for (const note of notes) {
    expect(Buffer.byteLength(note.b?.S ?? '')).toBeLessThan(itemBytes);
    for (let item: Record<string, AttributeValue> | undefined = note; item; ) {
      const [rest, ...actions] = settleOwed(item, target);
      expect(actions.length).toBeLessThan(maxActions);
      for (const { Update } of actions) {
        const { pk, sk } = Update?.Key ?? {};
        expect(pk?.S).not.toBe(owedPartition(2));
        for (const value of Object.values(Update?.ExpressionAttributeValues ?? {})) {
          const key = `${pk?.S} ${sk?.S}`;
          counted.set(key, (counted.get(key) ?? 0) + Number(value.N));
        }
      }
      item = rest?.Put?.Item;
    }
  }
  const cells = [...counted].filter(([key]) => key.startsWith('2/R#'));
  expect(cells).toHaveLength(1_000);
  expect(cells.reduce((sum, [, value]) => sum + value, 0)).toBe(100 * (999 * 500) + 1_000 * 4_950);
});
