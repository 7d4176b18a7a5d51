import type { ResultOf } from 'gql.tada';
import type { rejectionsQuery, sourcesQuery } from './queries.ts';

type Told = ResultOf<typeof sourcesQuery>;
export type ToldSource = Told['sources'][number];
export type ToldCount = Told['rejectionCounts'][number];
export type ToldHealth = Told['health'];
export type RejectionCode = ToldCount['code'];
export type ToldRejection = ResultOf<typeof rejectionsQuery>['rejections']['edges'][number]['node'];
