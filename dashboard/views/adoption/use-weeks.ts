import { useMemo } from 'react';
import { useFormat } from '../../app/page-context.tsx';
import { todayIn } from '../../filters/span.ts';
import type { Week } from './told-weeks.ts';
import type { AdoptionData } from './use-adoption.ts';

/** The weeks of the answer by their Mondays in the home zone. */
export function useWeeks({ weekly }: AdoptionData): Week[] {
  const { zone } = useFormat();
  return useMemo(
    () =>
      weekly.rows.map(({ start, values }) => ({
        monday: start === null ? '' : todayIn(zone, Date.parse(start)),
        values,
      })),
    [weekly, zone],
  );
}
