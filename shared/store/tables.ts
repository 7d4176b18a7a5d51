/**
 * The four tables, read by the code that uses them and by the CDK that creates them. Every table has the string keys
 * `pk` and `sk`; functions find its physical name in the environment variable named here.
 */
export const tables = {
  /** Facts: interactions, conversations. Never expire. */
  ledger: { env: 'LEDGER_TABLE', index: { name: 'byTime', partitionKey: 'ipk', sortKey: 'isk' } },
  /** Counters: what the facts contribute, by family, dimension set and period. */
  cells: { env: 'CELLS_TABLE' },
  /** Sources, source keys, the organisation, merged people, the audit trail. */
  registry: { env: 'REGISTRY_TABLE' },
  /** Refused interactions with their reason; they expire. */
  rejections: { env: 'REJECTIONS_TABLE', ttl: 'expiresAt' },
} as const;

export const keyAttributes = { partition: 'pk', sort: 'sk' } as const;
