/** Metrics of the flow from the door to the answer: written into logs by the functions, read by the stack's dashboard and alarms. */
export const flowMetrics = {
  /** Interactions that the bus has, and those refused, by every door. */
  accepted: 'Accepted',
  refused: 'Refused',
  /** Interactions of replayed rejections that the bus has. */
  replayed: 'Replayed',
  /** Interactions of batches that are in the cells, those of them known before, and other bodies of one identity. */
  folded: 'Folded',
  duplicates: 'Duplicates',
  conflicts: 'Conflicts',
  /** Transactions that had to be made anew. */
  retries: 'Retries',
  /** Milliseconds from being accepted to being in the cells. */
  foldLag: 'FoldLag',
  /** Milliseconds that a report took, and values that must not be told. */
  reportLatency: 'ReportLatency',
  withheld: 'Withheld',
  /** Seconds until the canary was in the cells, and out of them again; 1 when it was late or lost. */
  canary: 'CanarySeconds',
  canaryGone: 'CanaryGoneSeconds',
  canaryLate: 'CanaryLate',
  /** Counters and conversations of an hourly sample that are not what the ledger says, and what was compared. */
  cellsDiffer: 'CellsDiffer',
  cellsCompared: 'CellsCompared',
  factsCompared: 'FactsCompared',
  /** Erasures that have waited over an hour for a step that should be done. */
  erasureLate: 'ErasureLate',
} as const;
