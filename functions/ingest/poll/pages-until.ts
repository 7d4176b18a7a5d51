import type { Page } from '../sources/adapter.ts';

/** A page that was asked for before the deadline may come so much later, in milliseconds. */
const graceMs = 15_000;

/**
 * The pages of a run until the deadline (epoch milliseconds): no page is asked for after it, and one that does not come is
 * waited for no longer than 15 s beyond, then it throws `RunTimeout`.
 */
export async function* pagesUntil(
  run: AsyncGenerator<Page, void, void>,
  deadline: number,
  clock: () => number,
): AsyncGenerator<Page, void, void> {
  try {
    while (clock() < deadline) {
      const next = await within(run.next(), deadline + graceMs - clock());
      if (next.done) return;
      yield next.value;
    }
  } finally {
    // Not waited for: a run that hangs would hang here, too.
    run.return().catch(() => undefined);
  }
}

class RunTimeout extends Error {
  override readonly name = 'RunTimeout';
}

async function within<Value>(promise: Promise<Value>, ms: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, failed) => {
    timer = setTimeout(() => failed(new RunTimeout()), Math.max(0, ms));
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
