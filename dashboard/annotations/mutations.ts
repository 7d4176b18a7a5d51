import { graphql } from '../../client/graphql.ts';

export const setAnnotation = graphql(`
  mutation AnnotationsSet($input: SetAnnotationInput!) {
    setAnnotation(input: $input) {
      id
    }
  }
`);

export const removeAnnotation = graphql(`
  mutation AnnotationsRemove($input: RemoveAnnotationInput!) {
    removeAnnotation(input: $input) {
      id
    }
  }
`);
