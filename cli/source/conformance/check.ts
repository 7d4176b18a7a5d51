/** One thing that an adapter must do. `run` throws, saying what to mend, when it does not. */
export interface Check {
  name: string;
  run: () => Promise<void>;
}

/** Throws with `message` unless the condition holds. */
export function must(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(message);
}
