import type { ResultOf } from 'gql.tada';
import type { shellQuery } from '../api/queries.ts';

/** What every page stands on. */
export type Shell = ResultOf<typeof shellQuery>;
export type CatalogueMetric = Shell['metrics'][number];
export type MetricName = CatalogueMetric['id'];
