import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { guessFormat } from '../../cli/import/format.ts';
import { openInput } from '../../cli/import/input.ts';
import { type PlanOptions, planImport } from '../../cli/import/plan-import.ts';
import type { RefusedRecord } from '../../cli/import/record.ts';
import { start } from '../../cli/import/resume-point.ts';
import { runImport } from '../../cli/import/run-import.ts';
import type { CloudEvent } from '../../shared/interaction.ts';

const folder = join(import.meta.dirname, '../fixtures/import');
const corpusMapping = join(import.meta.dirname, '../../sample/mappings/email-corpus.json');

/** Imports a fixture into a host that takes everything. */
async function importOf(name: string, given: PlanOptions) {
  const path = join(folder, name);
  const { format, options } = await planImport(path, {
    source: 'urn:acme:import',
    channel: 'forum',
    department: 'service',
    ...given,
  });
  const events: CloudEvent[] = [];
  const refused: RefusedRecord[] = [];
  const point = await runImport(
    format.records(openInput(path, () => {}, format).files, options),
    async (texts) => {
      events.push(...texts.map((text) => JSON.parse(text)));
      return { accepted: texts.length, refused: [] };
    },
    { batch: 500, window: 20_000, concurrency: 1, from: start, onPoint: (_, more) => refused.push(...more) },
  );
  return { point, events, refused, of: (id: string) => events.find((event) => event.id === id) };
}

const activities = (events: readonly CloudEvent[]) => {
  const counts: Record<string, number> = {};
  for (const { type } of events) counts[type.split('.')[1] ?? ''] = (counts[type.split('.')[1] ?? ''] ?? 0) + 1;
  return counts;
};
const whys = (refused: readonly RefusedRecord[]) => refused.map(({ line, code, path }) => `${line} ${code} ${path}`);

describe('CSV with a mapping', () => {
  it('counts rows that are there twice, and refuses only the bad ones', async () => {
    const { point, events, refused } = await importOf('calls.csv', { mapping: join(folder, 'calls.json') });
    expect(point).toMatchObject({ accepted: 2, duplicates: 1, refused: 2, ignored: { 'a test of the telephone': 1 } });
    expect(whys(refused)).toEqual(['7 UNREADABLE ', '8 CHANGED_SHAPE time']);
    expect(refused[1]?.text).toBe('15;1;Call;;K-80;;;;No time');
    // Sorted by time: the row that comes first in the file happened later.
    expect(events.map(({ id }) => id)).toEqual(['call:12:2', 'call:12:1']);
    expect(events[1]).toMatchObject({
      source: 'urn:acme:import',
      type: 'polylog.enquiry.v1',
      time: '2026-11-20T09:00:00.000Z',
      data: { channel: 'forum', department: 'service', text: 'Where is it?\nIt was "urgent"; 📦' },
    });
    expect(JSON.stringify(events)).not.toContain('5550101');
  });

  it('cannot do without the mapping, and says what is wrong in one', async () => {
    await expect(importOf('calls.csv', {})).rejects.toThrow('--mapping');
    await expect(importOf('calls.csv', { mapping: '{"id":{"path":"a","constant":"b"}}' })).rejects.toThrow('at id');
  });
});

describe('NDJSON with a mapping', () => {
  it('refuses mails whose clock was wrong, each with its reason', async () => {
    const { point, events, refused } = await importOf('mails.ndjson', { mapping: corpusMapping });
    expect(point).toMatchObject({ accepted: 27, refused: 6 });
    expect(whys(refused)).toEqual([
      '28 CLOCK_AHEAD time',
      '29 CHANGED_SHAPE time',
      '30 CHANGED_SHAPE id',
      '31 CLOCK_AHEAD time',
      '32 CLOCK_AHEAD time',
      '33 CLOCK_AHEAD time',
    ]);
    // The year 102 is for the host to refuse.
    expect(events.filter(({ time }) => time.startsWith('0102'))).toHaveLength(3);
  });

  it('puts the mails of a thread into one conversation, and shows no address but as the actor', async () => {
    const { events } = await importOf('mails.ndjson', { mapping: corpusMapping });
    const opening = events.find(({ data }) => data.conversation === events[0]?.data.conversation);
    expect(opening?.data.conversation).toMatch(/^email:o_[\w-]{22}$/);
    for (const { data, ...rest } of events) expect(JSON.stringify({ ...rest, ...data, actor: '' })).not.toContain('@');
  });
});

describe('a Stack Exchange dump', () => {
  const settings = '{"ideaTags":["on-topic"],"answersBy":"everyone"}';
  it('becomes questions, ideas, answers, edits, comments and votes', async () => {
    const { point, events } = await importOf('stack-exchange', { settings });
    expect(activities(events)).toEqual({
      enquiry: 5,
      idea: 1,
      reply: 23,
      comment: 67 + 3,
      edit: 11,
      vote: 2,
      reaction: 92,
      follow: 1,
      stage: 1,
      // Two accepted answers, and a question that was closed.
      resolution: 3,
    });
    expect(point.ignored).toEqual({
      'a post of the site itself': 4,
      'a vote whose post is gone': 3,
      'a vote of moderation': 2,
      'a vote on a post of the site itself': 2,
    });
  });

  it('has the ids and fields of the poll, and votes at the end of their day', async () => {
    const { of, events } = await importOf('stack-exchange', {
      settings,
      source: 'https://conlang.meta.stackexchange.com',
    });
    expect(of('question:1')).toMatchObject({
      type: 'polylog.idea.v1',
      time: '2018-02-06T20:19:50.000Z',
      data: { idea: 'stack-exchange:conlang.meta.stackexchange.com:1', text: 'Title of 1\nWords of post 1.' },
    });
    expect(of('vote:1')).toMatchObject({
      type: 'polylog.vote.v1',
      time: '2018-02-06T23:59:59.000Z',
      data: { idea: 'stack-exchange:conlang.meta.stackexchange.com:1', object: 'post:1' },
    });
    const times = events.map(({ time }) => Date.parse(time));
    expect(times).toEqual([...times].sort((one, other) => one - other));
  });
});

describe('a mailbox', () => {
  const given = { settings: '{"ownDomains":["acme.example"]}' };
  it('splits at separators alone, and reads each mail as the webhook does', async () => {
    const { point, events, refused } = await importOf('mails.mbox', given);
    expect(point).toMatchObject({ accepted: 2, refused: 1, ignored: { report: 1, spam: 1 } });
    expect(whys(refused)).toEqual(['37 CLOCK_AHEAD payload.date']);
    expect(events.map(({ type, data }) => [type, data.actor])).toEqual([
      ['polylog.enquiry.v1', { id: 'email:jane.doe@example.com', kind: 'customer' }],
      ['polylog.reply.v1', { id: 'email:max@acme.example', kind: 'employee' }],
    ]);
    expect(events[0]?.data.text).toBe(
      'Parcel\nGrüße, where is it?\nFrom here it looks lost.\n\nFrom yesterday 2026 on I waited.',
    );
    expect(events[1]?.data).toMatchObject({ conversation: events[0]?.data.conversation, inReplyTo: events[0]?.id });
  });
});

describe('hours of the GitHub archive', () => {
  it('become what the webhooks would, of the named owner alone', async () => {
    const { point, events, refused } = await importOf('2019-05-15-15.json', {
      source: 'https://github.com/Codertocat',
    });
    expect(point).toMatchObject({ accepted: 4, ignored: { 'of another repository': 1, push: 1 } });
    expect(activities(events)).toEqual({ post: 1, comment: 1, follow: 1, share: 1 });
    expect(whys(refused)).toEqual(['7 CHANGED_SHAPE payload.issue.title', '8 UNREADABLE ']);
  });
});

describe('logs of IRC', () => {
  it('follow the links beside them: a self link asks, those who help answer', async () => {
    const { point, events } = await importOf('irc/stripe.ascii.txt', { settings: '{"teamAnswers":2}' });
    expect(point).toMatchObject({ accepted: 60, refused: 0 });
    expect(activities(events)).toEqual({ comment: 32, enquiry: 7, reply: 21 });
    for (const { data } of events.filter(({ type }) => type === 'polylog.reply.v1')) {
      expect(data.actor.kind).toBe('employee');
      expect(data.inReplyTo).toMatch(/^line:o_/);
    }
  });

  it('are internal messages when colleagues talk', async () => {
    const { events } = await importOf('irc', { settings: '{"use":"internal"}' });
    expect(activities(events)).toEqual({ message: 60 });
  });
});

describe('which format a file has', () => {
  it.each([
    [['interactions.ndjson.gz'], false, 'cloudevents'],
    [['anything.jsonl.gz'], true, 'ndjson'],
    [['Calls.CSV'], true, 'csv'],
    [['archive.mbox.gz'], false, 'mbox'],
    [['2024-01-31-7.json.gz'], false, 'github-archive'],
    [['Badges.xml', 'Posts.xml'], false, 'stack-exchange'],
    [['stripe.0.annotation.txt', 'stripe.0.ascii.txt'], false, 'irc'],
    [[], false, 'cloudevents'],
  ])('%j, mapping %s: %s', (names, mapping, format) => {
    expect(guessFormat(names, mapping)).toBe(format);
  });

  it('says what a format needs and what is not known', async () => {
    await expect(planImport(join(folder, 'mails.mbox'), {})).rejects.toThrow('--source, --channel, --department');
    await expect(planImport(undefined, { format: 'xls' })).rejects.toThrow('There is no format xls');
  });
});
