/** What a host takes in one request. */
const most = { events: 1_000, bytes: 1_048_576 };

export interface Batch {
  body: string;
  /** Places of its events among all. */
  indices: number[];
}

export interface Cut {
  batches: Batch[];
  /** Places of events that alone are larger than a request. */
  tooLarge: number[];
}

/** Cuts events, each already JSON, in order into as few requests as the limits of a host allow. */
export function cutBatches(texts: readonly { index: number; text: string }[], limits = most): Cut {
  const batches: { texts: string[]; indices: number[]; bytes: number }[] = [];
  const tooLarge: number[] = [];
  const encoder = new TextEncoder();
  for (const { index, text } of texts) {
    // With the comma or bracket before it; the last bracket is counted once.
    const bytes = encoder.encode(text).byteLength + 1;
    const last = batches.at(-1);
    if (bytes + 1 > limits.bytes) tooLarge.push(index);
    else if (last !== undefined && last.indices.length < limits.events && last.bytes + bytes <= limits.bytes) {
      last.texts.push(text);
      last.indices.push(index);
      last.bytes += bytes;
    } else batches.push({ texts: [text], indices: [index], bytes: bytes + 1 });
  }
  return {
    batches: batches.map((batch) => ({ body: `[${batch.texts.join(',')}]`, indices: batch.indices })),
    tooLarge,
  };
}
