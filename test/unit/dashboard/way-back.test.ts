import { describe, expect, it } from 'vitest';
import { readWayBack } from '../../../dashboard/charts/way-back.ts';

describe('the way back', () => {
  it('is the page with its own parameters, those of the page before it among them', () => {
    expect(readWayBack('/departments/sales?metric=IDEAS&period=12m')).toEqual({
      path: '/departments/sales',
      search: { metric: 'IDEAS', period: '12m' },
    });
    const inner = '/channels?period=13w';
    expect(readWayBack(`/behind?metric=IDEAS&back=${encodeURIComponent(inner)}`)?.search.back).toBe(inner);
    expect(readWayBack('/')).toEqual({ path: '/', search: {} });
  });

  it('leads nowhere else: an address that somebody made up is none', () => {
    for (const back of [
      undefined,
      '',
      'https://example.org/',
      '//example.org',
      '/\\example.org',
      'javascript:alert(1)',
    ]) {
      expect(readWayBack(back)).toBeUndefined();
    }
  });
});
