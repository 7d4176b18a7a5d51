/** What a worker is at, for who watches it: a parser that never ends cannot tell itself. */
export interface Heartbeat {
  /** Notes an input that begins. */
  beat: (input: Uint8Array) => void;
  /** How many have begun. */
  count: () => number;
  /** The one that began last. */
  input: () => Buffer;
}

const bytesAtMost = 300_000;
const head = 8;

export const heartbeatMemory = (): SharedArrayBuffer => new SharedArrayBuffer(head + bytesAtMost);

/** A heartbeat in memory that two threads share. */
export function heartbeatIn(memory: SharedArrayBuffer): Heartbeat {
  const [counter, bytes] = [new Int32Array(memory, 0, 2), new Uint8Array(memory, head)];
  return {
    beat(input) {
      const shown = input.subarray(0, bytesAtMost);
      bytes.set(shown);
      Atomics.store(counter, 1, shown.length);
      Atomics.add(counter, 0, 1);
    },
    count: () => Atomics.load(counter, 0),
    input: () => Buffer.from(bytes.slice(0, Atomics.load(counter, 1))),
  };
}
