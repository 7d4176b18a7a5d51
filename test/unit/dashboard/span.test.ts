import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { periods, readFilters } from '../../../dashboard/filters/filters.ts';
import { granularityFor } from '../../../dashboard/filters/granularity-for.ts';
import { daysOf, granularityOf, spanInput, todayIn, wholeWeeksIn } from '../../../dashboard/filters/span.ts';
import { rankedBy } from '../../../dashboard/views/department/compared-metrics.ts';
import { ideaMetrics } from '../../../dashboard/views/ideas/idea-metrics.ts';
import { catalogue } from '../../../shared/metrics/catalogue.ts';
import { isByHomeDay } from '../../../shared/metrics/metric.ts';
import { rangeOf } from '../../../shared/report-windows.ts';

const day = fc
  .integer({ min: Date.UTC(1999, 0, 1) / 86_400_000, max: Date.UTC(2035, 0, 1) / 86_400_000 })
  .map((count) => new Date(count * 86_400_000).toISOString().slice(0, 10));
const length = ({ from, to }: { from: string; to: string }) => (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;

describe('the days of a period', () => {
  it('are those that the API reports for its window, whatever the day and the beginning of the week', () => {
    fc.assert(
      fc.property(fc.constantFrom(...periods), day, fc.integer({ min: 1, max: 7 }), (period, today, weekStart) => {
        const filters = readFilters({ period, from: '2026-01-05', to: '2026-02-01' });
        const { window, range }: { window?: object; range?: { from: string; to: string } } = spanInput(filters);
        const { from, to } = rangeOf(range, window, today, weekStart);
        expect(daysOf(filters, today, weekStart)).toEqual({ from, to });
      }),
      { numRuns: 500 },
    );
  });

  it('make at most 62 buckets up to a year and two months', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 419 }), (from, more) => {
        const days = { from, to: new Date(Date.parse(from) + more * 86_400_000).toISOString().slice(0, 10) };
        const size = { HOUR: 1 / 24, DAY: 1, WEEK: 7, MONTH: 28 }[granularityOf(days)];
        expect(length(days) / size).toBeLessThanOrEqual(62);
      }),
    );
  });

  it('hold whole ISO weeks from a Monday to a Sunday, as many as fit', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 100 }), (from, more) => {
        const days = { from, to: new Date(Date.parse(from) + more * 86_400_000).toISOString().slice(0, 10) };
        const weeks = wholeWeeksIn(days);
        if (!weeks) {
          expect(length(days)).toBeLessThan(13);
          return;
        }
        expect([new Date(weeks.from).getUTCDay(), new Date(weeks.to).getUTCDay()]).toEqual([1, 0]);
        expect(weeks.from >= from && weeks.to <= days.to).toBe(true);
        expect(length(days) - length(weeks)).toBeLessThan(13);
      }),
    );
  });

  it('end today in the zone of the view', () => {
    const at = Date.parse('2026-11-21T23:30:00Z');
    expect([todayIn('UTC', at), todayIn('Europe/Berlin', at), todayIn('America/St_Johns', at)]).toEqual([
      '2026-11-21',
      '2026-11-22',
      '2026-11-21',
    ]);
  });
});

it('the buckets of a day are hours, except of metrics that have none', () => {
  const shown = catalogue.filter(({ id }) => rankedBy(id) === id || ideaMetrics.some((one) => one === id));
  expect(shown.length).toBeGreaterThan(15);
  for (const metric of shown) {
    expect(granularityFor([metric.id], 'HOUR'), metric.id).toBe(isByHomeDay(metric) ? 'DAY' : 'HOUR');
    expect(granularityFor([metric.id], 'WEEK')).toBe('WEEK');
  }
});
