/** The partitions of the registry table. Keys of sources are written by `polylog key` alone. */
export const registryPartitions = {
  organisation: 'ORGANISATION',
  /** Who changed what, by time. */
  audit: 'AUDIT',
  /** Which pseudonyms are one person. */
  merges: 'MERGES',
  source: 'SOURCE',
  /** What is not told of small groups, by period. */
  withheld: 'WITHHELD',
} as const;

/** The items that there is one of. */
export const registryItems = {
  organisation: { pk: { S: registryPartitions.organisation }, sk: { S: '-' } },
  merges: { pk: { S: registryPartitions.merges }, sk: { S: '-' } },
};
