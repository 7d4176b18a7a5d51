/** A parser, or whatever else takes what others send, and the laws that hold for anything it is given. */
export interface FuzzTarget {
  /** `webhook-slack`: also the folder of its corpus. */
  name: string;
  /** What it is made for, as text or bytes: mutants begin with these. */
  seeds: readonly (string | Uint8Array)[];
  /** Words of its language, put into mutants. */
  words?: readonly string[];
  /** How many times the time of others it gets in the long form; 1 when absent. */
  share?: number;
  /** Throws when a law is broken; what the target may throw by its contract is caught here. */
  run: (input: Buffer) => unknown;
}

/** A broken law; what else `run` throws is a fault of the code that was fuzzed, or of the target. */
export class BrokenLaw extends Error {
  override readonly name = 'BrokenLaw';
}

export function law(holds: unknown, what: string): asserts holds {
  if (!holds) throw new BrokenLaw(what);
}

/** The input as JSON; undefined when it is none. */
export function jsonOf(input: Buffer): unknown {
  try {
    return JSON.parse(input.toString());
  } catch {
    return undefined;
  }
}

/** A member where a text is meant: other values are not tried there. */
export const textOr = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise);

/** Runs what may refuse its input by an error of these kinds, and by no other. */
export async function mayRefuse<T>(run: () => T | Promise<T>, isRefusal: (error: unknown) => boolean) {
  try {
    return await run();
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return undefined;
  }
}
