import { describe, expect, it } from 'vitest';
import { stateOf, waitedSeconds } from '../../../dashboard/lists/conversation-state.ts';
import { liveDays } from '../../../dashboard/lists/live-days.ts';
import { sentimentWord } from '../../../dashboard/lists/sentiment-word.ts';
import { listingFilter, listingOrder, readPlace } from '../../../dashboard/views/conversations/conversation-place.ts';
import { timelineOf } from '../../../dashboard/views/conversations/timeline.ts';

const asked = {
  openedAt: '2026-11-20T09:00:00Z',
  dueAt: '2026-11-20T10:00:00Z',
  firstResponseAt: null,
  firstResponseSeconds: null,
  closedAt: null,
};
const at = (time: string) => Date.parse(`2026-11-20T${time}Z`);
const answered = (time: string) => ({
  ...asked,
  firstResponseAt: `2026-11-20T${time}.000Z`,
  firstResponseSeconds: (at(time) - at('09:00:00')) / 1000,
});

describe('a conversation', () => {
  it('waits until its answer is due, and is overdue behind that', () => {
    expect(stateOf(asked, at('10:00:00'))).toBe('waiting');
    expect(stateOf(asked, at('10:00:01'))).toBe('overdue');
    expect(stateOf({ ...asked, dueAt: null }, at('23:00:00'))).toBe('waiting');
    expect(waitedSeconds(asked, at('10:30:00'))).toBe(5400);
  });

  it('is answered in time or late, whatever the hour is now', () => {
    expect(stateOf(answered('10:00:00'), at('23:00:00'))).toBe('answered');
    expect(stateOf(answered('10:00:01'), at('23:00:00'))).toBe('answeredLate');
    expect(waitedSeconds(answered('09:20:00'), at('23:00:00'))).toBe(1200);
  });

  it('that was closed without a reply waits no more', () => {
    const closed = { ...asked, closedAt: '2026-11-20T09:30:00Z' };
    expect(stateOf(closed, at('23:00:00'))).toBe('closed');
    expect(waitedSeconds(closed, at('23:00:00'))).toBe(1800);
    expect(waitedSeconds({ ...asked, openedAt: null }, at('23:00:00'))).toBeNull();
  });
});

const turn = (time: string, direction: 'INBOUND' | 'OUTBOUND') => ({
  nodeId: time,
  occurredAt: `2026-11-20T${time}Z`,
  direction,
});

describe('its timeline', () => {
  it('has its due time between its turns, marks the first answer, and tells how long each turn took', () => {
    const turns = [turn('09:00:00', 'INBOUND'), turn('11:00:00', 'OUTBOUND'), turn('11:10:00', 'INBOUND')];
    const entries = timelineOf(answered('11:00:00'), turns, at('12:00:00'), true);
    expect(entries.map(({ kind, gap }) => [kind, gap])).toEqual([
      ['turn', null],
      ['due', null],
      ['turn', 7200],
      ['turn', 600],
    ]);
    expect(entries.map((entry) => entry.kind === 'turn' && entry.firstResponse)).toEqual([false, false, true, false]);
  });

  it('ends now while nobody answered', () => {
    const entries = timelineOf(asked, [turn('09:00:00', 'INBOUND')], at('09:30:00'), true);
    expect(entries.map(({ kind, gap }) => [kind, gap])).toEqual([
      ['turn', null],
      ['now', 1800],
      ['due', null],
    ]);
  });

  it('has no end when later turns are on another page', () => {
    const entries = timelineOf(asked, [turn('09:00:00', 'INBOUND')], at('12:00:00'), false);
    expect(entries.map(({ kind }) => kind)).toEqual(['turn']);
  });
});

describe('lists of conversations', () => {
  it('begin with who waits longest, or with the newest', () => {
    expect(readPlace({ state: 'loud' })).toEqual({ listing: 'waiting', page: {} });
    expect(readPlace({ state: 'answered', after: 'x' })).toEqual({ listing: 'answered', page: { after: 'x' } });
    expect((['waiting', 'overdue', 'answered', 'all'] as const).map(listingOrder)).toEqual([
      'oldest',
      'oldest',
      'newest',
      'newest',
    ]);
    expect((['waiting', 'overdue', 'answered', 'all'] as const).map(listingFilter)).toEqual([
      { answered: false },
      { overdue: true },
      { answered: true },
      {},
    ]);
  });

  it('listen to no more days than a live report covers', () => {
    expect(liveDays({ from: '2026-01-01', to: '2026-12-31' })).toEqual({ from: '2026-01-01', to: '2026-12-31' });
    expect(liveDays({ from: '2020-01-01', to: '2026-12-31' })).toEqual({ from: '2026-12-04', to: '2026-12-31' });
  });

  it('tell a sentiment as the API counts it', () => {
    expect([0.05, 0.04, -0.04, -0.05, null].map(sentimentWord)).toEqual([
      'positive',
      'neutral',
      'neutral',
      'negative',
      'none',
    ]);
  });
});
