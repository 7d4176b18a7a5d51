import { type Deltas, splitAddress } from './deltas.ts';
import { ideaSteps } from './idea.ts';
import { extraCodes } from './metrics/volume.ts';
import { activities, activityCode, directionCode, directions } from './vocabulary.ts';

/** A number that changes, in words: on which home day, of whom, and by how much. */
export interface CellChange {
  day: string;
  department: string;
  channel: string;
  /** E.g. `comment, inbound` or `conversations answered`. */
  what: string;
  change: number;
}

/**
 * What changes in reports, in words, by day, department and channel: read from the counters by home day of department ×
 * channel. All other cells are sums, finer periods, sketches or people of the same.
 */
export function changesInWords({ cells }: Deltas): CellChange[] {
  const changes: CellChange[] = [];
  for (const [address, counters] of cells) {
    const { partition, sort } = splitAddress(address);
    const wordsOf = words[partition];
    const hash = sort.indexOf('#');
    const [department = '', channel = ''] = sort.slice(hash + 1).split('|');
    if (wordsOf === undefined) continue;
    for (const [counter, change] of counters) {
      const day = `${sort.slice(0, 7)}-${counter.slice(0, 2)}`;
      changes.push({ day, department, channel, what: wordsOf(counter.slice(2)), change });
    }
  }
  const order = ({ day, department, channel, what }: CellChange) => [day, department, channel, what].join('\n');
  return changes.sort((one, other) => (order(one) < order(other) ? -1 : 1));
}

const extraWords: Record<keyof typeof extraCodes, string> = {
  audience: 'audience of posts',
  postsWithAudience: 'posts with an audience',
  customerWords: 'words of customers',
  partner: 'of partners',
  outsideIdeas: 'ideas from outside',
  conversations: 'conversations begun',
  dialogues: 'conversations in which both sides spoke',
  withText: 'with text',
  positive: 'positive',
  neutral: 'neutral',
  negative: 'negative',
};

const volumeWords = new Map<string, string>();
for (const direction of directions) {
  const code = directionCode[direction];
  for (const activity of activities) volumeWords.set(activityCode[activity] + code, `${activity}, ${direction}`);
  for (const [name, extra] of Object.entries(extraCodes) as [keyof typeof extraCodes, string][]) {
    const ofBothSides = name === 'conversations' || name === 'dialogues';
    volumeWords.set(extra + code, ofBothSides ? extraWords[name] : `${extraWords[name]}, ${direction}`);
  }
}

const episodeWords: Record<string, string> = {
  e: 'conversations opened',
  a: 'conversations answered',
  c: 'conversations closed without an answer',
  r: 'first replies',
  d: 'answers that fall due',
  s: 'due answers that are settled',
};

const ideaWords: Record<string, string> = {
  o: 'ideas from outside',
  e: 'ideas of employees',
  p: 'shipped from outside',
};
for (const [step, name] of ideaSteps.entries()) {
  ideaWords[`${step}`] = `ideas ${name}`;
  ideaWords[`d${step}`] = `ideas declined after ${name}`;
}

/** By kind and set of the cells that are told. */
const words: Readonly<Record<string, (counter: string) => string>> = {
  'V#x': (counter) => volumeWords.get(counter) ?? counter,
  'R#x': (counter) => episodeWords[counter] ?? counter,
  'I#x': (counter) => ideaWords[counter] ?? counter,
};
