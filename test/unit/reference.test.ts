import { describe, expect, it } from 'vitest';
import { referenceAnswer } from '../reference/answer.ts';
import { openBook } from '../reference/book.ts';
import { dayReader, mondayOf, wholeMonths, wholeWeeks } from '../reference/calendar.ts';
import { pairsOf } from '../reference/collaboration.ts';
import { dueTime } from '../reference/due.ts';
import type { Company, WireLine } from '../reference/happening.ts';
import { cohortOf, funnelOf } from '../reference/idea-stories.ts';

const company: Company = {
  homeTimeZone: 'Europe/Berlin',
  departments: [
    { id: 'service', headcount: [{ from: '2026-01-01', count: 10 }] },
    { id: 'hr', headcount: [] },
  ],
  channels: [
    { id: 'x', kind: 'social' },
    { id: 'email', kind: 'direct' },
    { id: 'slack', kind: 'internal' },
  ],
  targets: [
    {
      seconds: 3600,
      timeZone: 'Europe/Berlin',
      week: { 5: [['09:00', '17:00']], 1: [['09:00', '17:00']] },
      holidays: [],
    },
  ],
  connectedFrom: 2,
};
const month = { from: '2026-05-01', to: '2026-05-31' };
let made = 0;
const line = (activity: string, time: string, data: Partial<WireLine['data']> = {}, id = `i${made++}`): WireLine => ({
  id,
  source: 'urn:s',
  type: `polylog.${activity}.v1`,
  time,
  data: { channel: 'x', department: 'service', actor: { id: 'c', kind: 'customer' }, ...data },
});
const worker = (id: string, department = 'service') => ({ id, kind: 'employee', department });
const answer = (lines: WireLine[], metric: string, place = {}, days = month) =>
  referenceAnswer(metric, openBook(lines, company), place, days, { asOf: Date.parse('2026-11-01') });

describe('the reference, checked by hand', () => {
  it('has the days of the home zone, and whole weeks and months', () => {
    expect(dayReader('Europe/Berlin')(Date.parse('2026-03-29T22:30:00Z'))).toBe('2026-03-30');
    expect(mondayOf('2026-05-31')).toBe('2026-05-25');
    expect(wholeMonths({ from: '2026-01-01', to: '2026-03-31' }).map(({ to }) => to)).toEqual([
      '2026-01-31',
      '2026-02-28',
      '2026-03-31',
    ]);
    expect(wholeMonths({ from: '2026-01-02', to: '2026-03-31' })).toEqual([]);
    expect(wholeWeeks({ from: '2026-05-25', to: '2026-06-07' })).toHaveLength(2);
  });

  it('is due on Monday for an hour asked on Friday at 16:30', () => {
    expect(dueTime(company, 'service', Date.parse('2026-05-08T14:30:00Z'))).toBe(Date.parse('2026-05-11T07:30:00Z'));
  });

  it('takes the later body, the latest edit, and nothing that was retracted', () => {
    const lines = [
      line('edit', '2026-05-04T10:00:00Z', { department: 'hr', target: 'a' }),
      line('edit', '2026-05-03T10:00:00Z', { department: 'service', target: 'a' }),
      line('post', '2026-05-02T10:00:00Z', {}, 'a'),
      line('comment', '2026-05-02T11:00:00Z', {}, 'a'),
      line('post', '2026-05-02T11:00:00Z', {}, 'b'),
      line('retraction', '2026-05-02T09:00:00Z', { target: 'b' }),
    ];
    expect(answer(lines, 'COMMENTS', { department: 'hr' }).value).toBe(1);
    expect(answer(lines, 'INTERACTIONS').value).toBe(1);
  });

  it('starts a talk with its first word of a person, and calls it a dialogue when both sides spoke', () => {
    const lines = [
      line('comment', '2026-05-02T10:00:00Z', { conversation: 'c', actor: { id: 'b', kind: 'bot' } }),
      line('comment', '2026-05-02T11:00:00Z', { conversation: 'c', channel: 'email' }),
      line('reply', '2026-05-02T12:00:00Z', { conversation: 'c', department: 'hr', actor: worker('e', 'hr') }),
      line('mention', '2026-05-02T10:00:00Z'),
      line('reaction', '2026-05-02T10:00:00Z'),
      line('message', '2026-05-02T10:00:00Z', { actor: worker('e') }),
    ];
    expect(answer(lines, 'DIALOGUE_RATIO')).toMatchObject({ numerator: 1, denominator: 2 });
    expect(answer(lines, 'DIALOGUE_RATIO', { department: 'service', channel: 'email' }).value).toBe(1);
  });

  it('follows an idea from its first submission, and takes steps not told from the next', () => {
    const stage = (time: string, name: string) => line('stage', time, { idea: 'i', stage: name });
    const lines = [
      stage('2026-04-30T10:00:00Z', 'accepted'),
      line('idea', '2026-05-01T10:00:00Z', { idea: 'i' }),
      line('idea', '2026-05-02T10:00:00Z', { idea: 'i', department: 'hr' }),
      stage('2026-05-03T10:00:00Z', 'reviewed'),
      stage('2026-05-11T10:00:00Z', 'shipped'),
      line('idea', '2026-05-04T10:00:00Z', { actor: worker('e') }),
    ];
    expect(answer(lines, 'IDEA_LEAD_TIME_P50')).toMatchObject({ value: 10, numerator: 1, denominator: 2 });
    const funnel = funnelOf(cohortOf(openBook(lines, company).stories, month));
    expect(funnel.map(({ count, open }) => [count, open])).toEqual([
      [2, 0],
      [1, 1],
      [1, 0],
      [1, 0],
      [1, 0],
      [0, 1],
    ]);
    expect(funnel.map(({ medianDays }) => medianDays)).toEqual([null, 2, 8, 0, 0, null]);
  });

  it('hides one to four employees, also in a month of which one week or channel alone is asked', () => {
    const days = ['2026-05-01', '2026-05-08'];
    const lines = (count: number) =>
      Array.from({ length: count }, (_, index) =>
        line('post', `${days[index % 2]}T10:00:00Z`, { actor: worker(`e${index}`) }),
      );
    expect(answer(lines(4), 'ACTIVE_EMPLOYEES').hidden).toBe('must');
    expect(answer(lines(5), 'ACTIVE_EMPLOYEES')).toMatchObject({ value: 5, hidden: 'may' });
    const twoWeeks = { from: '2026-04-27', to: '2026-05-10' };
    expect(answer(lines(5), 'ACTIVE_EMPLOYEES', {}, twoWeeks).hidden).toBe('must');
    expect(answer(lines(5), 'ADOPTION')).toMatchObject({ value: 0.5, n: 10 });
    expect(answer(lines(5), 'ADOPTION', { department: 'hr' }).value).toBeNull();
  });

  it('counts as sustained who worked in three of the four weeks that were over', () => {
    const worked = (id: string, ...days: string[]) =>
      days.map((day) => line('post', `2026-${day}T10:00:00Z`, { actor: worker(id) }));
    const lines = [
      ...worked('a', '05-04', '05-12', '05-19'),
      ...worked('b', '05-04', '05-05', '05-19'),
      ...worked('c', '04-28', '05-12', '05-26'),
    ];
    expect(answer(lines, 'SUSTAINED_ADOPTION').numerator).toBe(1);
    expect(answer(lines, 'SUSTAINED_ADOPTION', {}, { from: '2026-05-18', to: '2026-05-24' }).numerator).toBe(1);
  });

  it('connects departments by the words of employees that stay inside', () => {
    const word = (id: string, to: string | undefined, home = 'service') =>
      line('message', '2026-05-05T10:00:00Z', {
        actor: worker(id, home),
        ...(to !== undefined && { counterpart: { department: to } }),
      });
    const lines = [
      word('a', 'hr'),
      word('b', 'hr'),
      word('a', 'service'),
      word('a', undefined),
      word('d', 'service', 'hr'),
    ];
    expect(answer(lines, 'CONNECTEDNESS').value).toBe(0.5);
    expect(answer(lines, 'OPENNESS', { department: 'service' }).value).toBeCloseTo(1 / 3, 12);
    expect(pairsOf(openBook(lines, company), month)).toContainEqual({
      from: 'service',
      to: 'hr',
      interactions: 2,
      people: 2,
      few: true,
    });
  });
});
