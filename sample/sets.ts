/** The real sets in the bundled sample. Their licences are in `NOTICE.md`. */
export const sampleSets = [
  'ibm-twitter-care',
  'irc-support',
  'stackexchange-meta',
  'enron-mail',
  'email',
  'bluesky',
] as const;
export type SampleSet = (typeof sampleSets)[number];

const prefix = 'urn:polylog:sample:';

/** The source URI of a set's feed: it says openly that this is sample data. */
export function sourceOf(set: SampleSet, feed?: string): string {
  return feed === undefined ? `${prefix}${set}` : `${prefix}${set}:${feed}`;
}

/** The set that a source belongs to. Throws for a source that is not of the sample. */
export function setOf(source: string): SampleSet {
  const name = source.startsWith(prefix) ? source.slice(prefix.length).split(':')[0] : undefined;
  const found = sampleSets.find((set) => set === name);
  if (found === undefined) throw new Error(`${source} is not a source of the sample`);
  return found;
}
