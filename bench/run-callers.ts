interface Callers<T> {
  callers: number;
  /** Ends when all of these were taken. */
  work: Iterable<T>;
  /** Ends after this time at the latest. */
  milliseconds: number;
  call: (one: T) => Promise<unknown>;
}

export interface Timing {
  /** Milliseconds of each call. */
  latencies: number[];
  /** From the first call to the last answer. */
  seconds: number;
  /** Calls that were answered each second. */
  rate: number;
}

/** Runs `callers` loops, each sending its next call when the one before was answered; the first error ends them all. */
export async function runCallers<T>({ callers, work, milliseconds, call }: Callers<T>): Promise<Timing> {
  const left = work[Symbol.iterator]();
  const latencies: number[] = [];
  const began = performance.now();
  let failed = false;
  const loop = async () => {
    while (!failed && performance.now() - began < milliseconds) {
      const next = left.next();
      if (next.done) return;
      const sent = performance.now();
      await call(next.value);
      latencies.push(performance.now() - sent);
    }
  };
  const guarded = () =>
    loop().catch((error: unknown) => {
      failed = true;
      throw error;
    });
  await Promise.all(Array.from({ length: callers }, guarded));
  const seconds = (performance.now() - began) / 1000;
  return { latencies, seconds, rate: latencies.length / seconds };
}
