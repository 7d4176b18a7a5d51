import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formats, type ImportFormat } from '../../../cli/import/format.ts';
import { importContext } from '../../../cli/import/import-context.ts';
import { checkContext, checkEvent } from '../../../functions/ingest/check-event.ts';
import {
  mapRecord,
  type RecordMapping,
  recordMappingSchema,
} from '../../../functions/ingest/sources/record-mapping.ts';
import { defaultOrganisation } from '../../../shared/organisation.ts';
import { type FuzzTarget, jsonOf, law, mayRefuse } from '../target.ts';

const fixture = (name: string) => readFileSync(join(import.meta.dirname, '../../fixtures/import', name));
const target = { source: 'urn:acme:import', channel: 'forum', department: 'service' };
const calls = recordMappingSchema.parse(JSON.parse(fixture('calls.json').toString()));
const mails = recordMappingSchema.parse(
  JSON.parse(readFileSync(join(import.meta.dirname, '../../../sample/mappings/email-corpus.json'), 'utf8')),
);
const check = checkContext(defaultOrganisation, Date.parse('2026-11-22T12:00:00Z'));

interface Tried {
  format: string;
  seeds: readonly Buffer[];
  /** The names of the file and of those beside it. */
  name: string;
  beside?: { name: string; bytes: Buffer };
  mapping?: RecordMapping;
}

const tried: readonly Tried[] = [
  { format: 'csv', name: 'calls.csv', seeds: [fixture('calls.csv')], mapping: calls },
  { format: 'ndjson', name: 'mails.ndjson', seeds: [cut(fixture('mails.ndjson'))], mapping: mails },
  { format: 'mbox', name: 'mails.mbox', seeds: [cut(fixture('mails.mbox'))] },
  { format: 'irc', name: 'a.log', seeds: [cut(fixture('irc/stripe.ascii.txt'))] },
  {
    format: 'irc',
    name: 'stripe.annotation.txt',
    seeds: [cut(fixture('irc/stripe.annotation.txt'))],
    beside: { name: 'stripe.ascii.txt', bytes: cut(fixture('irc/stripe.ascii.txt')) },
  },
  { format: 'stack-exchange', name: 'Posts.xml', seeds: [cut(fixture('stack-exchange/Posts.xml'))] },
  {
    format: 'stack-exchange',
    name: 'Votes.xml',
    seeds: [cut(fixture('stack-exchange/Votes.xml'))],
    beside: { name: 'Posts.xml', bytes: fixture('stack-exchange/Posts.xml') },
  },
  {
    format: 'stack-exchange',
    name: 'Comments.xml',
    seeds: [cut(fixture('stack-exchange/Comments.xml'))],
    beside: { name: 'Posts.xml', bytes: fixture('stack-exchange/Posts.xml') },
  },
  { format: 'github-archive', name: '2019-05-15-15.json', seeds: [cut(fixture('2019-05-15-15.json'))] },
  {
    format: 'cloudevents',
    name: 'events.ndjson',
    seeds: [Buffer.from('{"specversion":"1.0","id":"1","data":{}}\n{"id":2}\n')],
  },
];

/** Files that are imported: each record is an event, of no interest, or refused; a file that is broken says so. */
export async function importTargets(): Promise<FuzzTarget[]> {
  const files = await Promise.all(
    tried.map(async (one): Promise<FuzzTarget> => {
      const format = await formats[one.format]?.();
      if (format === undefined) throw new Error(`There is no format ${one.format}.`);
      return {
        name: `import-${one.format}${one.beside === undefined ? '' : `-${one.name.split('.')[0]?.toLowerCase()}`}`,
        seeds: one.seeds,
        words: [
          '"',
          '""',
          ';',
          '\n',
          '\r',
          '\nFrom a@b Thu Jan  1 00:00:00 2026\n',
          '=?utf-8?B?',
          'boundary="',
          '[12:00]',
          '<nick>',
          '<row ',
          '/>',
          '&lt;',
          '0 0 -\n',
        ],
        run: (input) => read(format, one, input),
      };
    }),
  );
  return [...files, mappingTarget];
}

async function read(format: ImportFormat, { name, beside, mapping }: Tried, bytes: Buffer): Promise<void> {
  const inMemory = (file: { name: string; bytes: Buffer }) => ({
    name: file.name,
    bytes: async function* () {
      // In two pieces, so that a character or a line may be cut.
      yield file.bytes.subarray(0, file.bytes.length >> 1);
      yield file.bytes.subarray(file.bytes.length >> 1);
    },
  });
  const files = [{ name, bytes }, ...(beside ? [beside] : [])].map(inMemory);
  const options = { context: importContext(target, format.settings?.({})), mapping };
  await mayRefuse(async () => {
    for await (const { number, made } of format.records(files, options)) {
      law(Number.isInteger(number) && number > 0, 'a record has no number');
      if ('refused' in made) law(made.refused.code !== '', 'a refusal has no code');
      if (!('events' in made)) continue;
      for (const text of made.events) checkEvent(JSON.parse(text), check);
    }
  }, isAboutTheFile);
}

/** A broken file ends its import with a message about the file; a fault of ours is of these kinds. */
const isAboutTheFile = (error: unknown): boolean =>
  error instanceof Error &&
  !(error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError) &&
  error.name !== 'BrokenLaw';

/** Mapping documents that people write, on records that others wrote. */
const mappingTarget: FuzzTarget = {
  name: 'record-mapping',
  seeds: [calls, mails].map((mapping) =>
    JSON.stringify({
      mapping,
      record: { Case: '12', No: 1, Type: 'Call', Time: '2026-11-20 10:00', Customer: 'a', Note: 'x', from: 'a@b' },
    }),
  ),
  words: [
    'path',
    'constant',
    'template',
    'match',
    'table',
    'when',
    'is',
    'matches',
    '{a.b}',
    '(a+)+$',
    '^.*$',
    'Europe/Berlin',
    'seconds',
  ],
  run(input) {
    const { mapping, record } = (jsonOf(input) ?? {}) as { mapping?: unknown; record?: unknown };
    const checked = recordMappingSchema.safeParse(mapping);
    if (!checked.success) return;
    const mapped = mapRecord(record, checked.data, (text) => `o_${text.length}`);
    if ('id' in mapped) {
      const { id, activity, time, data } = mapped;
      checkEvent({ specversion: '1.0', source: target.source, type: `polylog.${activity}.v1`, id, time, data }, check);
    } else law('ignored' in mapped || mapped.code !== undefined, 'a record is neither mapped nor refused');
  },
};

/** The beginning of a long file, whole lines. */
function cut(bytes: Buffer): Buffer {
  if (bytes.length <= 6_000) return bytes;
  return bytes.subarray(0, bytes.lastIndexOf('\n', 6_000) + 1);
}
