import type { ResultOf } from 'gql.tada';
import { graphql } from '../../client/graphql.ts';

/** What a page asks of `annotations(range: $days)` within a document of its own, for its time axes (`useAnnotations`). */
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
