import { ApiError } from '../../shared/errors.ts';
import { isSmallGroup } from '../../shared/suppression.ts';
import type { MetricValue, ReportRow } from '../plan/report.ts';
import type { ReportPart } from './counting.ts';

/**
 * The value of a metric in a row. Throws `BAD_REQUEST` when the report does not measure it, and `WITHHELD` when it is
 * withheld: what it is made of would tell more.
 */
export function toldValue({ values }: ReportRow, id: string, part: ReportPart = 'ALL'): MetricValue {
  const value = values.find(({ metric }) => metric.id === id);
  if (!value) throw new ApiError('BAD_REQUEST', `metric: the report does not measure ${id}: add it to its metrics.`);
  // A ratio of people may be told where so few are above; what these did may not.
  const isOfFew =
    part === 'NUMERATOR' && value.metric.measure.family === 'people' && isSmallGroup(value.numerator ?? 0);
  if (value.status !== 'WITHHELD' && !isOfFew) return value;
  throw new ApiError('WITHHELD', `${id} is withheld here, so what is behind it is, too.`, { metric: id });
}
