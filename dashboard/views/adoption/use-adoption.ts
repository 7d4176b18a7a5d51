import type { ResultOf } from 'gql.tada';
import { useMemo } from 'react';
import { useLiveReport } from '../../api/live-context.tsx';
import { type Answer, useAnswer } from '../../api/use-answer.ts';
import { usePage } from '../../app/page-context.tsx';
import type { Days } from '../../filters/span.ts';
import { useView } from '../../filters/use-filters.ts';
import { adoptionMetrics } from './adoption-metrics.ts';
import { adoptionQuery } from './queries.ts';
import { weeksOf } from './told-weeks.ts';

export type AdoptionData = ResultOf<typeof adoptionQuery>;

export interface AskedWeeks {
  weeks: Days;
  exact: boolean;
  answer: Answer<AdoptionData>;
}

/** Asks for the whole weeks of the view. Their comparison is of whole weeks, too: a year before means 52 weeks before. */
export function useAdoption(): AskedWeeks {
  const { days, today, filters } = useView();
  const { language } = usePage();
  const { weeks, exact } = useMemo(() => weeksOf(days, today), [days, today]);
  const variables = useMemo(() => {
    const { compare, department } = filters;
    const input = { metrics: [...adoptionMetrics], range: weeks };
    return {
      weekly: {
        ...input,
        granularity: 'WEEK' as const,
        weekStart: 1,
        compareTo:
          compare === 'none'
            ? null
            : compare === 'previous'
              ? ('PREVIOUS_PERIOD' as const)
              : ('PREVIOUS_YEAR_WEEKDAY' as const),
        ...(department.length > 0 && { filter: { departments: department } }),
      },
      byDepartment: { ...input, by: ['DEPARTMENT' as const] },
      days: weeks,
      language,
    };
  }, [weeks, filters, language]);
  useLiveReport(variables.byDepartment);
  return { weeks, exact, answer: useAnswer(adoptionQuery, variables) };
}
