import { statSync } from 'node:fs';
import { SingleBar } from 'cli-progress';
import { Command } from 'commander';
import { dataFolder } from '../host-file.ts';
import { linesOf, openInput } from '../import/lines.ts';
import { rejectedFile } from '../import/rejected-file.ts';
import { hashFile, type Point, resumePoint, start } from '../import/resume-point.ts';
import { runImport } from '../import/run-import.ts';
import { positiveNumber } from '../positive-number.ts';
import { createSender } from '../sender.ts';

interface ImportCommandOptions {
  url: string;
  key: string;
  batch: number;
  concurrency: number;
  patience: number;
  restart?: true;
  rejected?: string;
}

/** `polylog import`: CloudEvents from a file or standard input to a running host. */
export function importCommand(): Command {
  return new Command('import')
    .summary('send CloudEvents from a file or standard input')
    .description(
      'Sends CloudEvents 1.0, one JSON object a line, gzip too, to a running host. Safe to run twice: what is there already is not counted again. An import that was interrupted goes on where it was.',
    )
    .argument('[file]', 'NDJSON file, or - for standard input', '-')
    .option('--url <url>', 'address of the host', `http://127.0.0.1:${process.env.PORT ?? 4000}`)
    .option('--key <key>', 'key of the source; locally one that may send for any source', 'local')
    .option('--batch <count>', 'interactions in one request', positiveNumber(1000), 500)
    .option('--concurrency <count>', 'requests under way at a time', positiveNumber(32), 4)
    .option('--patience <seconds>', 'how long to go on while the host is busy or away', positiveNumber(86_400), 120)
    .option('--restart', 'begin with the first line, also when an earlier import was interrupted')
    .option('--rejected <file>', 'where refused lines go (default: FILE.rejected.ndjson)')
    .addHelpText(
      'after',
      `
Examples:
  $ polylog import interactions.ndjson.gz
  $ gunzip -c archive.gz | polylog import --url https://polylog.example.com --key "$KEY"
  $ polylog import interactions.ndjson --rejected bad.ndjson`,
    )
    .action(importFile);
}

async function importFile(argument: string, options: ImportCommandOptions): Promise<void> {
  const file = argument === '-' ? undefined : argument;
  const size = file === undefined ? 0 : statSync(file).size;
  const resume = file === undefined ? undefined : resumePoint(file, await hashFile(file), options.url, dataFolder());
  const from = options.restart ? start : (resume?.load() ?? start);
  if (from.lines > 0) process.stderr.write(`going on after line ${from.lines}\n`);
  await assertHost(options.url);

  const bar = new SingleBar({ format: 'importing |{bar}| {percentage} % {accepted} accepted', stream: process.stderr });
  const showBar = process.stderr.isTTY === true && file !== undefined;
  if (showBar) bar.start(size, 0, { accepted: from.accepted });
  const input = openInput(file, (bytes) => showBar && bar.update(bytes));
  const rejected = rejectedFile(options.rejected ?? (file && `${file}.rejected.ndjson`), from.lines > 0);
  const save = saver((point) => resume?.save(point));
  const onPoint = (point: Point, refused: Parameters<typeof rejected.add>[0]) => {
    rejected.add(refused);
    // A resumed import must not report a refused line again, so such a point is kept at once.
    save(point, refused.length > 0);
    if (showBar) bar.update({ accepted: point.accepted });
  };
  const send = createSender({ url: options.url, key: options.key, patience: options.patience * 1000 });
  const { batch, concurrency } = options;
  const done = await runImport(linesOf(input), send, { batch, concurrency, from, onPoint }).finally(() => {
    if (showBar) bar.stop();
    save.flush();
    input.destroy();
  });
  resume?.clear();
  process.stdout.write(`${done.accepted} accepted, ${done.refused} refused${rejected.hint(done.refused)}\n`);
  if (done.refused > 0) process.exitCode = 1;
}

/** Fails at once, and not after all patience, when there is no host at all. */
async function assertHost(url: string): Promise<void> {
  await fetch(new URL('/health', url)).catch(() => {
    throw new Error(`No host answers at ${url}: start one with npm start, or name it with --url.`);
  });
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
