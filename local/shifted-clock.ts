import { readFileSync } from 'node:fs';

/** Milliseconds for which a shift that was read is taken as it is. */
const lookEvery = 50;

/**
 * Makes the wall clock of this process wrong by the milliseconds that stand in a file, which may change at any time; a file
 * that is missing says 0. Timers and `performance` go on as they are. Answers with the clock that is right.
 */
export function shiftClock(file: string): () => number {
  const RealDate = Date;
  let shift = 0;
  let lookedAt = 0;
  const now = (): number => {
    const real = RealDate.now();
    if (Math.abs(real - lookedAt) >= lookEvery) {
      lookedAt = real;
      shift = readShift(file);
    }
    return real + shift;
  };
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, given, made) => Reflect.construct(target, given.length === 0 ? [now()] : given, made),
    apply: () => new RealDate(now()).toString(),
    get: (target, name, receiver) => (name === 'now' ? now : Reflect.get(target, name, receiver)),
  });
  return () => RealDate.now();
}

function readShift(file: string): number {
  try {
    return Number(readFileSync(file, 'utf8')) || 0;
  } catch {
    return 0;
  }
}
