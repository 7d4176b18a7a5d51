/**
 * List prices in US dollars, us-east-1, on demand, without free tiers, as of November 2026: compare them with the price
 * list before you rely on them.
 */
export const prices = {
  /** DynamoDB on demand, for each write or read request unit. */
  writeUnit: 0.625e-6,
  readUnit: 0.125e-6,
  /** EventBridge, for each custom event of up to 64 KB. */
  busChunk: 1e-6,
  /** SQS standard, for each request of up to 64 KB. */
  queueRequest: 0.4e-6,
  /** Lambda on arm64. */
  lambdaGigabyteSecond: 1.33334e-5,
  lambdaRequest: 0.2e-6,
  /** HTTP API, for each request of up to 512 KB. */
  apiRequest: 1e-6,
} as const;

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
