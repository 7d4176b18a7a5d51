/**
 * Works on at most `concurrency` items at a time and reports the results in the order of the items, so that whoever
 * keeps a resume point may move it on every report. The first error stops taking items and is thrown once the work under
 * way has ended; results before it in order are still reported.
 */
export async function inOrder<Item, Result>(
  items: AsyncIterable<Item> | Iterable<Item>,
  concurrency: number,
  work: (item: Item) => Promise<Result>,
  report: (result: Result, item: Item) => void | Promise<void>,
): Promise<void> {
  const underWay: Promise<{ item: Item; result: Result } | { error: unknown }>[] = [];
  let failure: { error: unknown } | undefined;
  const settleFirst = async () => {
    const outcome = await underWay.shift();
    if (!outcome) return;
    if ('error' in outcome) failure ??= outcome;
    else if (!failure) await report(outcome.result, outcome.item);
  };
  for await (const item of items) {
    underWay.push(
      work(item).then(
        (result) => ({ item, result }),
        (error: unknown) => ({ error }),
      ),
    );
    if (underWay.length >= concurrency) await settleFirst();
    if (failure) break;
  }
  while (underWay.length > 0) await settleFirst();
  if (failure) throw failure.error;
}
