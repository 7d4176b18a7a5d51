import { describe, expect, it } from 'vitest';
import { readFilters, writeFilters } from '../../../dashboard/filters/filters.ts';

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
    ['an empty list', { department: ',' }, { department: [] }],
    ['a time zone that is none', { zone: 'Mars/Olympus' }, { zone: undefined }],
  ])('%s is left out, and the page still opens', (_what, parameters, expected) => {
    expect(readFilters(parameters)).toMatchObject(expected);
  });
});
