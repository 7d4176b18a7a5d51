import { ApiError } from '../../shared/errors.ts';
import type { MetricValue, ReportRow } from '../plan/report.ts';

/**
 * The value of a metric in a row. Throws `BAD_REQUEST` when the report does not measure it, and `WITHHELD` when it is
 * withheld: what it is made of would tell more.
 */
export function toldValue({ values }: ReportRow, id: string): MetricValue {
  const value = values.find(({ metric }) => metric.id === id);
  if (!value) throw new ApiError('BAD_REQUEST', `metric: the report does not measure ${id}: add it to its metrics.`);
  if (value.status !== 'WITHHELD') return value;
  throw new ApiError('WITHHELD', `${id} is withheld here, so what is behind it is, too.`, { metric: id });
}
