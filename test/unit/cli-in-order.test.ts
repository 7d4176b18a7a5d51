import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { inOrder } from '../../cli/in-order.ts';

test('reports in the order of the items, whichever is done first, and never has more under way', async () => {
  const reported: number[] = [];
  let underWay = 0;
  let most = 0;
  const work = async (item: number) => {
    most = Math.max(most, ++underWay);
    await sleep(item % 2 === 0 ? 8 : 1);
    underWay -= 1;
    return item * 10;
  };
  await inOrder([1, 2, 3, 4, 5, 6, 7], 3, work, (result) => {
    reported.push(result);
  });
  expect(reported).toEqual([10, 20, 30, 40, 50, 60, 70]);
  expect(most).toBe(3);
});

test('an error stops taking items and reports nothing that came after it', async () => {
  const begun: number[] = [];
  const reported: number[] = [];
  const work = async (item: number) => {
    begun.push(item);
    if (item === 3) throw new Error('three');
    return item;
  };
  const run = inOrder([1, 2, 3, 4, 5, 6, 7, 8], 2, work, (result) => {
    reported.push(result);
  });
  await expect(run).rejects.toThrow('three');
  expect(reported).toEqual([1, 2]);
  expect(begun).toEqual([1, 2, 3, 4]);
});
