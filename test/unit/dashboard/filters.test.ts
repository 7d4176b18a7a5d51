import { describe, expect, it } from 'vitest';
import { readBehind } from '../../../dashboard/charts/behind-link.ts';
import { readFilters, writeFilters } from '../../../dashboard/filters/filters.ts';
import { keepFollowed } from '../../../dashboard/filters/followed-filters.ts';

describe('filters in the address', () => {
  it('come back as they were written', () => {
    const parameters = {
      period: 'custom',
      from: '2026-10-01',
      to: '2026-10-31',
      compare: 'year',
      department: 'service,sales',
      channel: 'x',
      zone: 'Asia/Kolkata',
    };
    expect(writeFilters(readFilters(parameters))).toEqual(parameters);
  });

  it('are not written where they are as by default', () => {
    expect(writeFilters(readFilters({}))).toEqual({});
  });

  it.each([
    ['an unknown period', { period: 'decade' }, { period: '28d' }],
    ['an unknown comparison', { compare: 'never' }, { compare: 'previous' }],
    ['other days without both ends', { period: 'custom', from: '2026-10-01' }, { period: '28d' }],
    [
      'other days whose ends are swapped',
      { period: 'custom', from: '2026-10-02', to: '2026-10-01' },
      { period: '28d' },
    ],
    ['a day that is none', { from: 'soon' }, { from: undefined }],
    [
      'a day that no calendar has',
      { period: 'custom', from: '2026-02-01', to: '2026-02-31' },
      { period: '28d', to: undefined },
    ],
    ['an empty list', { department: ',' }, { department: [] }],
    ['a time zone that is none', { zone: 'Mars/Olympus' }, { zone: undefined }],
  ])('%s is left out, and the page still opens', (_what, parameters, expected) => {
    expect(readFilters(parameters)).toMatchObject(expected);
  });
});

describe('a point of a chart in the address', () => {
  it('is none when the calendar does not have its days', () => {
    expect(readBehind({ metric: 'ENQUIRIES', from: '2026-02-01', to: '2026-02-30' })).toBeUndefined();
  });
});

describe('filters of another page that the address brings along', () => {
  const chosen = readFilters({ department: 'service', channel: 'x', zone: 'Asia/Kolkata', period: '7d' });

  it('narrow nothing on a page that does not offer them, so that the company is not told as a department', () => {
    expect(keepFollowed(chosen, '/')).toMatchObject({
      department: [],
      channel: [],
      zone: 'Asia/Kolkata',
      period: '7d',
    });
    expect(keepFollowed(chosen, '/ideas')).toMatchObject({ department: ['service'], channel: [], zone: undefined });
  });

  it('hold where a page has no bar, as what is behind a point', () => {
    expect(keepFollowed(chosen, '/behind')).toEqual(chosen);
  });
});
