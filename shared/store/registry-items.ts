/** The partitions of the registry table. */
export const registryPartitions = {
  organisation: 'ORGANISATION',
  /** Who changed what, by time. */
  audit: 'AUDIT',
  /** Which pseudonyms are one person. */
  merges: 'MERGES',
  source: 'SOURCE',
  /** Which source a webhook's address belongs to. */
  hook: 'HOOK',
  /** Keys of sources, by their SHA-256. */
  key: 'KEY',
  /** How often a source sent which kinds that are left alone. */
  sourceKinds: 'SOURCE_KINDS',
  /** How far sources that are asked on a schedule were read. */
  cursor: 'CURSOR',
  /** The counts of sources in the last hour, by when they were looked at. */
  watch: 'WATCH',
  /** What is not told of small groups, by period. */
  withheld: 'WITHHELD',
  /** How the rules of alerts stand, by rule, and by source where there is an alert for each. */
  alert: 'ALERT',
} as const;

/** The items that there is one of. */
export const registryItems = {
  organisation: { pk: { S: registryPartitions.organisation }, sk: { S: '-' } },
  merges: { pk: { S: registryPartitions.merges }, sk: { S: '-' } },
};
