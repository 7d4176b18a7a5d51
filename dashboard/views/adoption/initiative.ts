import type { ResultOf } from 'gql.tada';
import type { initiativesQuery } from './queries.ts';

/** A dated driver with its effect. */
export type Initiative = ResultOf<typeof initiativesQuery>['initiatives'][number];
