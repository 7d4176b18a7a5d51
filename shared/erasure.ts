/** How far an erasure is, and what each state means. */
export const erasureStates = {
  RUNNING: 'What is held on the person is being replaced.',
  ERASED: 'It is replaced wherever it lay; copies of the bus may still hold it, sealed.',
  SHREDDED: 'The key of those copies is gone, too: nothing tells any more who it was.',
} as const;
export type ErasureState = keyof typeof erasureStates;

/** Where a person is looked for, and what is counted there. */
export const erasurePlaces = {
  facts: 'Interactions in which the person acted or was addressed.',
  presence: 'Home days of the people log that knew the person.',
  merges: 'Other identities that were merged with the person, and are erased with them.',
  audit: 'Entries of the audit trail that named the person.',
  rejections: 'Refused interactions that named the person.',
} as const;
export type ErasurePlace = keyof typeof erasurePlaces;

/** The receipt of an erasure: it tells what was done and nothing about whom. Instants are ISO 8601 in UTC. */
export interface Erasure {
  id: string;
  state: ErasureState;
  /** The claim `sub` of who asked for it. */
  askedBy: string;
  askedAt: string;
  /** When all that was held had been replaced. */
  erasedAt?: string;
  /** When it had been looked through once more, after every fold that could not know of the erasure had ended. */
  sweptAt?: string;
  /** When the keys of the copies were destroyed. */
  shreddedAt?: string;
  counts: Record<ErasurePlace, number>;
}

/** Queues and dead letters keep a message for so long: copies that are sealed with an old key are gone by then. */
export const queuedDays = 14;

/** Backups that DynamoDB keeps for point-in-time recovery hold what was erased for so long. */
export const backupDays = 35;
