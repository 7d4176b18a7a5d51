import { describe, expect, it } from 'vitest';
import { mailsOf } from '../../cli/import/formats/mails-of-mbox.ts';
import { xmlRows } from '../../cli/import/formats/xml-rows.ts';
import type { InputFile } from '../../cli/import/input.ts';
import type { ImportRecord } from '../../cli/import/record.ts';
import { type Point, start } from '../../cli/import/resume-point.ts';
import { runImport } from '../../cli/import/run-import.ts';
import { knownBefore } from '../../cli/import/source-counts.ts';
import { windowsOf } from '../../cli/import/windows.ts';

const event = (id: number, minute = id) =>
  JSON.stringify({ id, time: new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString() });

/** Records of one event each; a null is one that is refused, a text one that is ignored. */
async function* records(...made: (string[] | string | null)[]): AsyncGenerator<ImportRecord> {
  for (const [index, one] of made.entries()) {
    const record = { number: index + 1, text: `record ${index + 1}` };
    if (one === null) yield { ...record, made: { refused: { code: 'UNREADABLE', path: '', message: 'no' } } };
    else yield { ...record, made: typeof one === 'string' ? { ignored: one } : { events: one } };
  }
}

const shuffled = (count: number) => Array.from({ length: count }, (_, index) => [event(index, (index * 7) % count)]);

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

describe('windows of an import', () => {
  it('sort by time within, keep the order of the file between, and count all records', async () => {
    const windows = await collect(windowsOf(records([event(3)], [event(1)], null, 'why', [event(0), event(2)]), 2));
    expect(
      windows.map(({ after, end, entries }) => [after, end, entries.map(({ event }) => JSON.parse(event).id)]),
    ).toEqual([
      [0, 2, [1, 3]],
      [2, 4, []],
      [4, 5, [0, 2]],
    ]);
    expect(windows[1]).toMatchObject({ refused: [{ line: 3 }], ignored: { why: 1 } });
  });

  it('leave out what is letter by letter the same, and keep another version of it', async () => {
    const other = JSON.stringify({ ...JSON.parse(event(1)), text: 'other' });
    const [window] = await collect(windowsOf(records([event(1)], [other], [event(1)]), 10));
    expect(window).toMatchObject({ duplicates: 1, entries: [{ event: event(1) }, { event: other }] });
  });

  it('are closed when they grow large, whatever the number of records', async () => {
    async function* large(): AsyncGenerator<ImportRecord> {
      for (let number = 1; number <= 20; number += 1) {
        yield { number, text: 'x'.repeat(10 << 20), made: { ignored: 'large' } };
      }
    }
    expect((await collect(windowsOf(large(), 1_000_000))).map(({ end }) => end)).toEqual([7, 14, 20]);
  });
});

describe('an import that is interrupted', () => {
  it.each([1, 7, 12, 15])('after %i requests sends the rest once, and counts everything once', async (broken) => {
    const made = [
      ...shuffled(100),
      [event(5, 35)],
      null,
      'of no interest',
      ...shuffled(40).map(([text = '']) => [`${text} `]),
    ];
    const taken: string[] = [];
    const refused: number[] = [];
    let point: Point = start;
    let requests = 0;
    const options = { batch: 9, window: 50, concurrency: 1 };
    const run = (last: number) =>
      runImport(
        records(...made),
        async (events) => {
          requests += 1;
          if (requests > last) throw new Error('away');
          taken.push(...events);
          return { accepted: events.length, refused: [] };
        },
        {
          ...options,
          from: point,
          onPoint: (now, more) => {
            point = now;
            refused.push(...more.map(({ line }) => line));
          },
        },
      );
    const first = run(broken);
    await expect(first).rejects.toThrow('away');
    const done = await run(1_000);
    expect(new Set(taken).size).toBe(taken.length);
    expect(taken).toHaveLength(140);
    expect(refused).toEqual([102]);
    expect(done).toEqual({
      records: made.length,
      sent: 0,
      accepted: 140,
      duplicates: 1,
      refused: 1,
      ignored: { 'of no interest': 1 },
    });
  });
});

describe('what the host knew already', () => {
  const before = { accepted: 10, duplicates: 5 };
  it('is told once everything that was sent is folded', async () => {
    const told = [before, { accepted: 12, duplicates: 6 }, { accepted: 13, duplicates: 8 }];
    const read = async () => told.shift();
    expect(await knownBefore({ read, before, sent: 6, limit: 5_000 })).toEqual({ duplicates: 3, whole: true });
  });

  it('is told as a part when the host does not count some, as it does with edits', async () => {
    const read = async () => ({ accepted: 12, duplicates: 6 });
    const begun = Date.now();
    expect(await knownBefore({ read, before, sent: 6, limit: 20_000 })).toEqual({ duplicates: 1, whole: false });
    expect(Date.now() - begun).toBeLessThan(10_000);
  });

  it('is told as far as it is known when folding takes too long, and not at all when nobody knows', async () => {
    const none = { duplicates: 0, whole: false };
    expect(await knownBefore({ read: async () => before, before, sent: 6, limit: 0 })).toEqual(none);
    expect(await knownBefore({ read: async () => undefined, before, sent: 6, limit: 5_000 })).toBeUndefined();
  });
});

describe('what files are made of', () => {
  /** In pieces of three bytes, so that every border falls inside something. */
  async function* pieces(text: string): AsyncGenerator<Buffer> {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += 3) yield bytes.subarray(at, at + 3);
  }
  const file = (text: string): InputFile => ({ name: 'Posts.xml', bytes: () => pieces(text) });

  it('reads rows of XML however they arrive, and says where a file is broken', async () => {
    const rows = await collect(
      xmlRows(file('\uFEFF<?xml version="1.0"?>\n<posts>\n<row Id="1" Body="a &lt;b&gt; ü&#xA;📦"/>\n</posts>')),
    );
    expect(rows).toEqual([{ line: 3, row: { Id: '1', Body: 'a <b> ü\n📦' } }]);
    await expect(collect(xmlRows(file('<posts>\n<row Id="1>')))).rejects.toThrow('Posts.xml');
  });

  it('finds mails with any line ends, none in what is no mailbox', async () => {
    const mbox =
      'From a@b Fri Nov 20 10:00:05 2026\r\nA: 1\r\n\r\n>>From x\r\n\r\nFrom a@b Fri Nov 20 10:00:05 2026\r\nB: 2';
    const mails = await collect(mailsOf(pieces(mbox)));
    expect(mails.map(({ line, raw }) => [line, raw.toString()])).toEqual([
      [1, 'A: 1\r\n\r\n>From x\r\n\r\n'],
      [6, 'B: 2'],
    ]);
    expect(await collect(mailsOf(pieces('just\n\nwords\n')))).toEqual([]);
  });
});
