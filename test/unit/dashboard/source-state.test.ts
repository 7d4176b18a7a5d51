import { describe, expect, it } from 'vitest';
import { byUrgency, countStates, type Heard, statesOf } from '../../../dashboard/views/sources/source-state.ts';
import { verdictOn } from '../../../dashboard/views/sources/verdict-on.ts';

const onTime: Heard = {
  name: 'b',
  cadence: 'P1D',
  silentSince: null,
  failingSince: null,
  lastRecordedAt: '2026-11-22T05:00:00.000Z',
  paused: false,
};
const silent = (name: string, silentSince: string): Heard => ({ ...onTime, name, silentSince });

describe('the state of a source', () => {
  it('is on time only with a rhythm that it keeps', () => {
    expect(statesOf(onTime)).toEqual(['onTime']);
    expect(statesOf({ ...onTime, cadence: null })).toEqual(['unwatched']);
    expect(statesOf({ ...onTime, lastRecordedAt: null })).toEqual(['unheard']);
  });

  it('names silence before the pause that it comes of, and counts both', () => {
    const both = { ...silent('a', '2026-11-20T00:00:00.000Z'), paused: true };
    expect(statesOf(both)).toEqual(['silent', 'paused']);
    expect(countStates([both, onTime])).toMatchObject({ silent: 1, paused: 1, onTime: 1, failing: 0 });
  });

  it('puts first what is worst, and of that what has been so for longest', () => {
    const sources = [
      onTime,
      { ...onTime, name: 'a' },
      silent('new', '2026-11-21T00:00:00.000Z'),
      silent('old', '2026-11-01T00:00:00.000Z'),
      { ...onTime, name: 'broken', failingSince: '2026-11-22T00:00:00.000Z' },
      { ...onTime, name: 'mute', cadence: null },
    ];
    expect(byUrgency(sources).map(({ name }) => name)).toEqual(['broken', 'old', 'new', 'mute', 'a', 'b']);
  });
});

describe('the answer to whether any source is silent', () => {
  it('names three of those that are, those silent for longest first', () => {
    const days = ['04', '02', '01', '03'].map((day) => silent(day, `2026-11-${day}T00:00:00.000Z`));
    expect(verdictOn([...days, onTime])).toMatchObject({ kind: 'troubled', names: ['01', '02', '03'], more: 1 });
  });

  it('is not "no" while no source has a rhythm, and counts those without one', () => {
    expect(verdictOn([{ ...onTime, cadence: null }]).kind).toBe('blind');
    expect(verdictOn([onTime, { ...onTime, cadence: null }])).toMatchObject({
      kind: 'partly',
      watched: 1,
      unwatched: 1,
    });
    expect(verdictOn([onTime]).kind).toBe('fine');
    expect(verdictOn([]).kind).toBe('none');
  });
});
