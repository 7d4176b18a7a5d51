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
  /** When the buckets of rate limits will be full again, of those that came near their limit. */
  rate: 'RATE',
  /** How far the fold is behind. */
  backlog: 'BACKLOG',
  /** When what the clock starts last ran. */
  run: 'RUN',
  /** Erasures of people: what was done, and how far they are. */
  erasure: 'ERASURE',
  /** Who was erased, by a keyed hash, and what replaces them. */
  erased: 'ERASED',
  /** What people are sealed with on the bus. */
  personKeys: 'PERSON_KEYS',
  /** How far people of old interactions were replaced, and the keys of the years that are not done. */
  retention: 'RETENTION',
  /** When pseudonyms changed. */
  cutOvers: 'CUT_OVERS',
  /** How items are written. */
  schema: 'SCHEMA',
} as const;

/** The items that there is one of. */
export const registryItems = {
  organisation: { pk: { S: registryPartitions.organisation }, sk: { S: '-' } },
  merges: { pk: { S: registryPartitions.merges }, sk: { S: '-' } },
  backlog: { pk: { S: registryPartitions.backlog }, sk: { S: '-' } },
  personKeys: { pk: { S: registryPartitions.personKeys }, sk: { S: '-' } },
  retention: { pk: { S: registryPartitions.retention }, sk: { S: '-' } },
  cutOvers: { pk: { S: registryPartitions.cutOvers }, sk: { S: '-' } },
  schema: { pk: { S: registryPartitions.schema }, sk: { S: '-' } },
};
