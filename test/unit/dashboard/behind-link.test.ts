import { describe, expect, it } from 'vitest';
import { behindSearch, readBehind } from '../../../dashboard/charts/behind-link.ts';
import { bucketDays } from '../../../dashboard/charts/bucket-days.ts';

const point = { metric: 'RESPONSE_RATE', from: '2026-11-02', to: '2026-11-08' } as const;

describe('a link to what is behind a point', () => {
  it('says only what the point narrows', () => {
    expect(behindSearch(point)).toEqual({ metric: 'RESPONSE_RATE', from: '2026-11-02', to: '2026-11-08' });
  });

  it('is read as it was written', () => {
    const search = behindSearch({
      ...point,
      departments: ['service', 'sales'],
      channels: ['email'],
      channelKinds: ['DIRECT'],
      part: 'NUMERATOR',
      zone: 'Asia/Kolkata',
    });
    expect(readBehind(search)).toEqual({
      ...point,
      department: ['service', 'sales'],
      channel: ['email'],
      kind: ['DIRECT'],
      part: 'NUMERATOR',
      zone: 'Asia/Kolkata',
    });
  });

  it('leaves out what is misspelt, and names no point without a metric or days in order', () => {
    expect(readBehind({ ...point, part: 'HALF', kind: 'SOCIAL,LOUD', list: 'people', zone: 'Nowhere' })).toEqual({
      ...point,
      department: [],
      channel: [],
      kind: ['SOCIAL'],
      part: 'ALL',
    });
    expect(readBehind({ ...point, metric: undefined })).toBeUndefined();
    expect(readBehind({ ...point, metric: 'no such' })).toBeUndefined();
    expect(readBehind({ ...point, to: '2026-11-01' })).toBeUndefined();
    expect(readBehind({ ...point, from: 'yesterday' })).toBeUndefined();
  });
});

describe('the days of a bucket', () => {
  const shown = { from: '2026-10-07', to: '2026-11-21' };

  it('are its own, cut at the ends of the view', () => {
    expect(bucketDays('2026-10-11T22:00:00.000Z', 'WEEK', shown, 'Europe/Berlin')).toEqual({
      from: '2026-10-12',
      to: '2026-10-18',
    });
    expect(bucketDays('2026-10-05', 'WEEK', shown, 'Europe/Berlin')).toEqual({ from: '2026-10-07', to: '2026-10-11' });
    expect(bucketDays('2026-11-01T00:00:00+01:00', 'MONTH', shown, 'Europe/Berlin')).toEqual({
      from: '2026-11-01',
      to: '2026-11-21',
    });
    expect(bucketDays('2026-11-03T00:00:00+01:00', 'DAY', shown, 'Europe/Berlin')).toEqual({
      from: '2026-11-03',
      to: '2026-11-03',
    });
  });

  it('is the day of an hour', () => {
    expect(bucketDays('2026-11-02T23:00:00.000Z', 'HOUR', shown, 'Europe/Berlin')).toEqual({
      from: '2026-11-03',
      to: '2026-11-03',
    });
  });
});
