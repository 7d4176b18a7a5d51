import { initGraphQLTada } from 'gql.tada';
import type { introspection } from './schema-types.d.ts';

/** A document of the API with the types of its variables and its answer: they follow from its text and the schema. */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  scalars: { DateTime: string; Date: string; TimeZone: string };
}>();
