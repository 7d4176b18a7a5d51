import { useMemo } from 'react';
import { usePage } from '../app/page-context.tsx';
import type { Days } from '../filters/span.ts';
import { useView } from '../filters/use-filters.ts';
import type { Annotation } from './annotation-mark.ts';
import { marksOf } from './annotation-marks.ts';
import type { TimeMark } from './time-series.tsx';

/**
 * The marks of a time axis over the days of the view (or those shown, where they are others): what concerns the company, and
 * the departments that the view is filtered to.
 */
export function useAnnotations(annotations: readonly Annotation[], shown?: Days): readonly TimeMark[] {
  const { days, filters } = useView();
  const { departments } = usePage().shell.organisation;
  const { from, to } = shown ?? days;
  return useMemo(
    () =>
      marksOf(annotations, {
        days: { from, to },
        departments: filters.department,
        nameOf: (id) => departments.find((one) => one.id === id)?.name ?? id,
      }),
    [annotations, from, to, filters.department, departments],
  );
}
