import { useMetric } from '../../app/page-context.tsx';
import type { CatalogueMetric } from '../../app/shell.ts';
import type { AdoptionMetric } from './adoption-metrics.ts';

/** One of the page's metrics as the catalogue has it. */
export const useAdoptionMetric = <Id extends AdoptionMetric>(id: Id): CatalogueMetric & { id: Id } =>
  useMetric(id) as CatalogueMetric & { id: Id };
