import { useMemo } from 'react';
import { usePage } from '../../app/page-context.tsx';
import { type Granularity, lengthOf } from '../../filters/span.ts';
import { useView } from '../../filters/use-filters.ts';
import { addMonths } from './add-months.ts';
import { answerMetrics, figureMetrics } from './overview-metrics.ts';

/** What the overview asks: always of the whole company, whatever the filters of other pages are. */
export function useOverviewInput() {
  const { input, granularity, today, days: shown } = useView();
  const { language } = usePage();
  return useMemo(() => {
    const { filter: _company, ...span } = input;
    const { compareTo, ...days } = span;
    const timeZone = 'timeZone' in span ? { timeZone: span.timeZone } : {};
    return {
      numbers: {
        ...days,
        figures: { ...span, metrics: [...figureMetrics], granularity },
        now: {
          metrics: ['OVERDUE' as const],
          window: { last: 1, unit: 'DAY' as const, complete: false },
          ...timeZone,
        },
        adoption: {
          metrics: ['ADOPTION' as const],
          window: { last: 4, unit: 'WEEK' as const },
          weekStart: 1,
          granularity: 'WEEK' as const,
          compareTo,
        },
        departments: { ...span, metrics: [...answerMetrics], by: ['DEPARTMENT' as const] },
        departmentTrend: {
          ...days,
          metrics: ['FIRST_RESPONSE_P50' as const],
          by: ['DEPARTMENT' as const],
          granularity: courseOf(granularity, lengthOf(shown)),
        },
        language,
      },
      story: {
        ...days,
        compareTo: compareTo ?? 'PREVIOUS_PERIOD',
        months: { from: addMonths(today, -12), to: addMonths(today, 12) },
        language,
      },
    };
  }, [input, granularity, today, shown, language]);
}

/** A department has few answers a day: a course of weeks is one that can be read. */
const courseOf = (granularity: Granularity, length: number): Granularity =>
  granularity === 'DAY' && length >= 21 ? 'WEEK' : granularity;
