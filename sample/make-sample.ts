import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { Command } from 'commander';
import { type CloudEvent, cloudEventSchema } from '../shared/interaction.ts';
import { textModel } from '../shared/text-model.ts';
import { partsOfNames, withCommonTopics } from './common-topics.ts';
import { convertBluesky } from './convert/bluesky.ts';
import { convertEmail } from './convert/email.ts';
import { convertEnronMail } from './convert/enron-mail.ts';
import { convertIbmTwitterCare } from './convert/ibm-twitter-care.ts';
import { convertIrcSupport } from './convert/irc-support.ts';
import type { ConvertedSet, Hide } from './convert/set-event.ts';
import { convertStackexchangeMeta } from './convert/stackexchange-meta.ts';
import { pseudonymiser } from './pseudonym.ts';
import { type SampleSet, sampleSets } from './sets.ts';

const converters: Record<SampleSet, (folder: string, hide: Hide) => ConvertedSet> = {
  'ibm-twitter-care': convertIbmTwitterCare,
  'irc-support': convertIrcSupport,
  'stackexchange-meta': convertStackexchangeMeta,
  'enron-mail': convertEnronMail,
  email: convertEmail,
  bluesky: convertBluesky,
};

new Command('make-sample')
  .description(
    'Converts the real sets to sample.ndjson.gz and says in counts.json what is in it and what was left out.',
  )
  .argument('<folder>', 'folder that holds one folder for each set')
  .option('--key <hex>', 'key of the pseudonyms, to build the same file again (default: random, thrown away)')
  .action((folder: string, options: { key?: string }) => {
    const key = options.key === undefined ? randomBytes(32) : Buffer.from(options.key, 'hex');
    const all: CloudEvent[] = [];
    const counts: Record<string, unknown> = {};
    for (const set of sampleSets) {
      const { events, names, leftOut } = converters[set](folder, pseudonymiser(key, set));
      const checked = withCommonTopics(events, partsOfNames(names)).map((event) => cloudEventSchema.parse(event));
      counts[set] = { interactions: checked.length, ...spanOf(checked), ...wordsIn(checked), leftOut };
      all.push(...checked);
    }
    all.sort((a, b) => Date.parse(a.time) - Date.parse(b.time) || (a.id < b.id ? -1 : 1));
    const lines = all.map((event) => `${JSON.stringify(event)}\n`).join('');
    writeFileSync(new URL('sample.ndjson.gz', import.meta.url), gzipSync(lines, { level: 9 }));
    const total = { interactions: all.length, textModel: textModel.id, sets: counts };
    const summary = `${JSON.stringify(total, null, 2)}\n`;
    writeFileSync(new URL('counts.json', import.meta.url), summary);
    process.stdout.write(summary);
  })
  .parse();

function spanOf(events: CloudEvent[]) {
  const times = events.map((event) => event.time).sort();
  return { from: times[0]?.slice(0, 10), to: times.at(-1)?.slice(0, 10) };
}

/** How many had text, and of how many of these the reader was sure. */
function wordsIn(events: CloudEvent[]) {
  const worded = events.filter(({ data }) => data.worded);
  const having = (field: 'language' | 'sentiment' | 'topics') =>
    worded.filter(({ data }) => data[field] !== undefined).length;
  return {
    worded: worded.length,
    language: having('language'),
    sentiment: having('sentiment'),
    topics: having('topics'),
  };
}
