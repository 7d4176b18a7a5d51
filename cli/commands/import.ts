import { SingleBar } from 'cli-progress';
import { Command, Option } from 'commander';
import { addressOfLocalHost, dataFolder } from '../host-file.ts';
import { dryRun } from '../import/dry-run.ts';
import { formats } from '../import/format.ts';
import { openInput } from '../import/input.ts';
import { MissingOption } from '../import/missing-option.ts';
import { type PlanOptions, planImport } from '../import/plan-import.ts';
import { rejectedFile } from '../import/rejected-file.ts';
import { goingOn, stoppedAfter } from '../import/report-progress.ts';
import { type Point, resumePoint, start } from '../import/resume-point.ts';
import { runImport } from '../import/run-import.ts';
import { knownBefore, readSourceCounts } from '../import/source-counts.ts';
import { summary } from '../import/summary.ts';
import { positiveNumber } from '../positive-number.ts';
import { createSender } from '../sender.ts';

interface ImportCommandOptions extends PlanOptions {
  url: string;
  key: string;
  batch: number;
  window: number;
  concurrency: number;
  patience: number;
  restart?: true;
  dryRun?: true;
  rejected?: string;
}

/** `polylog import`: interactions from a file, a folder or standard input to a running host. */
export function importCommand(): Command {
  return new Command('import')
    .summary('send interactions from a file, a folder or standard input')
    .description(
      'Sends interactions to a running host: CloudEvents 1.0, one JSON object a line, or what another format becomes (docs/import.md). gzip too. Safe to run twice: what is there already is not counted again. An import that was interrupted goes on where it was.',
    )
    .argument('[file]', 'a file, a folder for formats of several files, or - for standard input', '-')
    .addOption(
      new Option('--format <name>', 'how the file is written (default: what its name says)').choices(
        Object.keys(formats),
      ),
    )
    .option('--mapping <file>', 'which field becomes what: a JSON document for csv and ndjson')
    .option('--source <uri>', 'of the account or feed that it is from; needed but for cloudevents, like the next two')
    .option('--channel <id>', 'where it happened')
    .option('--department <id>', 'whose it is')
    .option('--settings <json>', 'settings of the format, as JSON, or @ and a file')
    .addOption(new Option('--url <url>', 'address of the host').default(addressOfLocalHost(), 'that of the local host'))
    .option('--key <key>', 'key of the source; locally one that may send for any source', 'local')
    .option('--batch <count>', 'interactions in one request', positiveNumber(1000), 500)
    .option('--window <count>', 'records that are sorted by time together', positiveNumber(1_000_000), 20_000)
    .option('--concurrency <count>', 'requests under way at a time', positiveNumber(32), 4)
    .option('--patience <seconds>', 'how long to go on while the host is busy or away', positiveNumber(86_400), 120)
    .option('--restart', 'begin with the first record, also when an earlier import was interrupted')
    .option('--dry-run', 'say what would be sent, and send nothing')
    .option('--rejected <file>', 'where refused records go (default: FILE.rejected.ndjson)')
    .addHelpText(
      'after',
      `
Examples:
  $ polylog import interactions.ndjson.gz
  $ gunzip -c archive.gz | polylog import --url https://polylog.example.com --key "$KEY"
  $ polylog import calls.csv --mapping calls.json --source urn:acme:phone --channel phone --department service
  $ polylog import archive.mbox --source urn:acme:mail --channel email --department service`,
    )
    .action(importFile);
}

async function importFile(argument: string, options: ImportCommandOptions, command: Command): Promise<void> {
  const file = argument === '-' ? undefined : argument.replace(/(?<=.)\/+$/, '');
  const {
    format,
    options: told,
    identity,
  } = await planImport(file, options).catch((error: unknown) => {
    if (error instanceof MissingOption) command.error(`error: ${error.message}`, { exitCode: 2 });
    throw error;
  });
  const bar = new SingleBar({ format: 'importing |{bar}| {percentage} % {accepted} accepted', stream: process.stderr });
  const showBar = process.stderr.isTTY === true && file !== undefined;
  const input = openInput(file, (bytes) => showBar && bar.update(bytes), format);
  const resume =
    file === undefined || options.dryRun
      ? undefined
      : resumePoint(file, [await input.hash(), options.url, identity, String(options.window)], dataFolder());
  const from = options.restart ? start : (resume?.load() ?? start);
  const resumed = from.records + from.sent > 0;
  if (resumed) process.stderr.write(`${goingOn(from)}\n`);
  const send = options.dryRun ? dryRun(Date.now) : await senderTo(options);
  const source = options.source ?? '';
  const counts = () =>
    source === '' ? Promise.resolve(undefined) : readSourceCounts(options.url, options.key, source);
  const before = options.dryRun ? undefined : await counts();

  if (showBar) bar.start(input.size, 0, { accepted: from.accepted });
  const rejected = rejectedFile(options.rejected ?? (file && `${file}.rejected.ndjson`), resumed);
  const save = saver((point) => resume?.save(point));
  let came = from;
  const onPoint = (point: Point, refused: Parameters<typeof rejected.add>[0]) => {
    came = point;
    rejected.add(refused);
    // A resumed import must not report a refused record again, so such a point is kept at once.
    save(point, refused.length > 0);
    if (showBar) bar.update({ accepted: point.accepted });
  };
  const leave = () => {
    if (showBar) bar.stop();
    save.flush();
    process.stderr.write(options.dryRun ? 'stopped\n' : `${stoppedAfter(came, resume !== undefined)}\n`);
  };
  // What is under way is not waited for: it may arrive, is sent again next time, and counts once.
  const interrupted = () => {
    leave();
    process.exit(1);
  };
  process.once('SIGINT', interrupted);
  const { batch, concurrency, window } = options;
  const records = format.records(input.files, told);
  const done = await runImport(records, send, { batch, concurrency, window, from, onPoint })
    .catch((error: unknown) => {
      leave();
      throw error;
    })
    .finally(() => process.off('SIGINT', interrupted));
  if (showBar) bar.stop();
  save.flush();
  resume?.clear();
  const sent = done.accepted - from.accepted;
  const limit = Math.min(options.patience, foldedWithinSeconds) * 1000;
  const known = before && (await knownBefore({ read: counts, before, sent, limit }));
  process.stdout.write(`${options.dryRun ? 'would be: ' : ''}${summary(done, known)}${rejected.hint(done.refused)}\n`);
  if (done.refused > 0) process.exitCode = 1;
}

/** How long to wait for the host's own count of what it knew already. */
const foldedWithinSeconds = 20;

async function senderTo({ url, key, patience }: ImportCommandOptions) {
  // Fails at once, and not after all patience, when there is no host at all.
  await fetch(new URL('/health', url)).catch(() => {
    throw new Error(`No host answers at ${url}: start one with npm start, or name it with --url.`);
  });
  return createSender({ url, key, patience: patience * 1000 });
}

/** Writes a point twice a second at most, or when it must, and at the end. */
function saver(write: (point: Point) => void) {
  let last = 0;
  let open: Point | undefined;
  const flush = () => {
    if (open) write(open);
    open = undefined;
    last = Date.now();
  };
  const save = (point: Point, now: boolean) => {
    open = point;
    if (now || Date.now() - last > 500) flush();
  };
  return Object.assign(save, { flush });
}
