import { prices } from '../cli/cost/prices.ts';

/** How interactions come in. */
export interface Traffic {
  interactionsPerRequest: number;
  interactionsPerMessage: number;
  interactionsPerFold: number;
  bytesPerInteraction: number;
  writeUnitsPerInteraction: number;
  /** Milliseconds of a function for each interaction. */
  ingestMs: number;
  foldMs: number;
  /** GB of memory of a function. */
  memory: number;
}

/** Dollars for a million interactions, by service. Reading, storage, logs and transfer are not in it. */
export function costPerMillion(traffic: Traffic) {
  const million = 1e6;
  const requests = million / traffic.interactionsPerRequest;
  const messages = million / traffic.interactionsPerMessage;
  const chunks = messages * Math.ceil((traffic.interactionsPerMessage * traffic.bytesPerInteraction) / 65_536);
  const invocations = million / traffic.interactionsPerFold;
  const gigabyteSeconds = (million * (traffic.ingestMs + traffic.foldMs) * traffic.memory) / 1000;
  const parts = {
    api: requests * prices.apiRequest,
    lambda: gigabyteSeconds * prices.lambdaGigabyteSecond + (requests + invocations) * prices.lambdaRequest,
    bus: chunks * prices.busChunk,
    // Sent once; received and deleted ten at a time.
    queue: (chunks + (2 * messages) / 10) * prices.queueRequest,
    writes: million * traffic.writeUnitsPerInteraction * prices.writeUnit,
  };
  return { ...parts, total: Object.values(parts).reduce((sum, part) => sum + part, 0) };
}
