import { useMemo } from 'react';
import { usePage } from '../app/page-context.tsx';
import { useView } from '../filters/use-filters.ts';
import type { Annotation } from './annotation-mark.ts';
import { marksOf } from './annotation-marks.ts';
import type { TimeMark } from './time-series.tsx';

/** The marks of a time axis over the days of the view: what concerns the company, and the departments that it is filtered to. */
export function useAnnotations(annotations: readonly Annotation[]): readonly TimeMark[] {
  const { days, filters } = useView();
  const { departments } = usePage().shell.organisation;
  return useMemo(
    () =>
      marksOf(annotations, {
        days,
        departments: filters.department,
        nameOf: (id) => departments.find((one) => one.id === id)?.name ?? id,
      }),
    [annotations, days, filters.department, departments],
  );
}
