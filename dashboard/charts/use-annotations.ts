import type { ResultOf } from 'gql.tada';
import { useMemo } from 'react';
import { graphql } from '../../client/graphql.ts';
import { usePage } from '../app/page-context.tsx';
import { useView } from '../filters/use-filters.ts';
import { marksOf } from './annotation-marks.ts';
import type { TimeMark } from './time-series.tsx';

/** What a page asks of `annotations(range: $days)` within a document of its own, for its time axes. */
export const annotationMark = graphql(`
  fragment AnnotationMark on Annotation @_unmask {
    id
    day
    text
    department {
      id
    }
  }
`);

export type Annotation = ResultOf<typeof annotationMark>;

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
