import { describe, expect, it } from 'vitest';
import { dueSources, type Scheduling } from '../../functions/ingest/poll/due-sources.ts';

const now = Date.parse('2026-11-20T12:05:02Z');
const one = (id: string, lastRunAt: string | undefined, more: object = {}): Scheduling => ({
  source: { id, ...(lastRunAt !== undefined && { lastRunAt }) },
  every: 'PT5M',
  unfinished: false,
  ...more,
});
const due = (...scheduled: Scheduling[]) => dueSources(scheduled, now).map(({ source }) => source.id);

describe('a source is asked', () => {
  it.each([
    ['at once when it never was', undefined, 'PT24H', true],
    ['when its time has come', '2026-11-20T12:00:02.000Z', 'PT5M', true],
    ['also when the run before began a little late in its minute', '2026-11-20T12:00:07.900Z', 'PT5M', true],
    ['not a minute too early', '2026-11-20T12:01:00.000Z', 'PT5M', false],
    ['each minute when it says so', '2026-11-20T12:04:59.000Z', 'PT1M', true],
    ['not twice in one minute', '2026-11-20T12:05:00.000Z', 'PT1M', false],
    ['by days, too', '2026-11-19T12:05:00.000Z', 'P1D', true],
  ])('%s', (_, lastRunAt, every, expected) => {
    expect(due(one('a', lastRunAt, { every }))).toEqual(expected ? ['a'] : []);
  });

  it('at once when its last run ended for want of time', () => {
    expect(due(one('a', '2026-11-20T12:04:00.000Z', { unfinished: true }))).toEqual(['a']);
  });

  it('after its whole interval when its last run never ended, though it may have had more', () => {
    const crashed = (begunAt: string) => one('a', '2026-11-20T11:00:00.000Z', { unfinished: true, begunAt });
    expect(due(crashed('2026-11-20T12:04:00.000Z'))).toEqual([]);
    expect(due(crashed('2026-11-20T12:00:00.000Z'))).toEqual(['a']);
    expect(due(one('new', undefined, { begunAt: '2026-11-20T12:04:00.000Z' }))).toEqual([]);
  });

  it('never while it is paused', () => {
    const paused = { id: 'a', pausedAt: '2026-11-20T12:00:00.000Z' };
    expect(
      due(one('a', undefined, { source: paused }), one('a', undefined, { source: paused, unfinished: true })),
    ).toEqual([]);
  });
});

it('those that waited longest are asked first, new ones before all', () => {
  const asked = due(
    one('b', '2026-11-20T11:00:00.000Z'),
    one('c', '2026-11-20T09:00:00.000Z'),
    one('new', undefined),
    one('a', '2026-11-20T11:00:00.000Z'),
  );
  expect(asked).toEqual(['new', 'c', 'a', 'b']);
});
