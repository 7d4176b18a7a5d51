import { costPerMillion } from '../aws-cost.ts';
import type { Bench, Figure } from '../bench.ts';

/** Dollars for a million interactions at AWS list prices, from the figures that this run measured before. */
export async function cost(bench: Bench): Promise<void> {
  const find = (suite: string, figure: string, conditions: Partial<Figure>) =>
    bench.figures.find(
      (one) =>
        one.suite === suite &&
        one.figure === figure &&
        Object.entries(conditions).every(([name, value]) => one[name] === value),
    )?.value;
  for (const fold of [1, 100, 1_000]) {
    const units = find('capacity', 'write units', { fold, part: 'total', by: 'item sizes' });
    const rate = find('capacity', 'rate', { fold });
    if (units === undefined || rate === undefined) return bench.log('no costs: the suite capacity has not run');
    const perRequest = Math.min(fold, 100);
    const { total, ...parts } = costPerMillion({
      interactionsPerRequest: perRequest,
      interactionsPerMessage: Math.min(fold, 5),
      interactionsPerFold: fold,
      bytesPerInteraction: 500,
      writeUnitsPerInteraction: units,
      // A request takes some milliseconds of waiting for the bus, however many interactions it brings.
      ingestMs: 10 / perRequest + 0.1,
      foldMs: 1000 / rate,
      memory: 1,
    });
    for (const [service, dollars] of Object.entries({ ...parts, total })) {
      bench.print('cost', dollars, 'USD/million interactions', { service, fold });
    }
  }
}
