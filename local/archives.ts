import { createWriteStream, mkdirSync, readdirSync, rmSync, type WriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { compilePattern } from './pattern.ts';
import type { Archive } from './topology.ts';

export interface Archives {
  /** Keeps an event as it was delivered, where an archive of its bus wants it. Nobody waits for it, as on AWS. */
  keep(bus: string, event: object, body: string): void;
  /** Whether an archive of the bus wants the event. */
  wants(bus: string, event: object): boolean;
  /** The events of an archive from an instant to an instant, the end exclusive, in the order in which they came; undefined when there is no such archive. */
  read(arn: string, from: number, to: number): AsyncIterable<string> | undefined;
  stop(): Promise<void>;
}

const hour = 3_600_000;

/**
 * Archives of the template's buses: a folder each, a file for each UTC hour, an event on each line. Files older than the
 * retention go when the next hour begins. An event that could not be written is missing, and a line that a crash cut off
 * is passed over.
 */
export function createArchives(archives: readonly Archive[], folder: string, clock: () => number): Archives {
  const kept = archives.map(({ arn, bus, name, EventPattern, RetentionDays }) => ({
    arn,
    bus,
    days: RetentionDays,
    folder: join(folder, 'archive', name),
    wants: EventPattern ? compilePattern(EventPattern) : () => true,
    file: undefined as { hour: number; stream: WriteStream } | undefined,
  }));
  type Kept = (typeof kept)[number];

  const fileOf = (archive: Kept): WriteStream => {
    const now = Math.floor(clock() / hour);
    if (archive.file?.hour === now && archive.file.stream.writable) return archive.file.stream;
    archive.file?.stream.end();
    mkdirSync(archive.folder, { recursive: true });
    const oldest = now - 24 * archive.days;
    for (const file of filesIn(archive.folder)) if (hourOf(file) < oldest) rmSync(join(archive.folder, file));
    const stream = createWriteStream(join(archive.folder, nameOf(now)), { flags: 'a' });
    // A full disk or a lost folder: the next event tries a file of its own.
    stream.on('error', () => stream.destroy());
    // A line that a crash cut off ends here.
    stream.write('\n');
    archive.file = { hour: now, stream };
    return stream;
  };

  return {
    wants: (bus, event) => kept.some((archive) => archive.bus === bus && archive.wants(event)),
    keep(bus, event, body) {
      for (const archive of kept) {
        if (archive.bus === bus && archive.wants(event)) fileOf(archive).write(`${body}\n`);
      }
    },
    read(arn, from, to) {
      const archive = kept.find((one) => one.arn === arn);
      return archive && eventsBetween(archive.folder, from, to);
    },
    async stop() {
      await Promise.all(kept.map(({ file }) => new Promise<void>((done) => (file ? file.stream.end(done) : done()))));
    },
  };
}

async function* eventsBetween(folder: string, from: number, to: number): AsyncIterable<string> {
  for (const file of filesIn(folder)) {
    const lines = await open(join(folder, file));
    try {
      for await (const line of lines.readLines()) {
        const at = Date.parse(timeOf(line) ?? '');
        if (at >= from && at < to) yield line;
      }
    } finally {
      await lines.close();
    }
  }
}

/** When the event happened, as it says itself; undefined for what is no whole event. */
function timeOf(line: string): string | undefined {
  try {
    return (JSON.parse(line) as { time?: string }).time;
  } catch {
    return undefined;
  }
}

const nameOf = (hours: number): string => `${new Date(hours * hour).toISOString().slice(0, 13)}.ndjson`;
const hourOf = (file: string): number => Date.parse(`${file.slice(0, 13)}:00:00Z`) / hour;

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    // Nothing was kept yet.
    return [];
  }
}
