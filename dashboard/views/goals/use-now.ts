import { useMemo } from 'react';
import { useAnswer } from '../../api/use-answer.ts';
import type { CatalogueMetric } from '../../app/shell.ts';
import { addDays, wholeWeeksIn } from '../../filters/span.ts';
import { useView } from '../../filters/use-filters.ts';
import { metricNowQuery } from './queries.ts';

/** Where a metric stands, as a goal would be judged by it: over the last 13 whole weeks, in words; undefined while unknown. */
export function useNow(metric: CatalogueMetric | undefined, department: string) {
  const { today, format } = useView();
  const id = metric?.id;
  // 97 days hold 13 whole weeks, whatever day it is.
  const weeks = useMemo(() => wholeWeeksIn({ from: addDays(today, -97), to: addDays(today, -1) }), [today]);
  const input = useMemo(
    () => ({
      metrics: id ? [id] : [],
      range: weeks ?? { from: today, to: today },
      ...(department && { filter: { departments: [department] } }),
    }),
    [id, weeks, today, department],
  );
  const answer = useAnswer(
    metricNowQuery,
    useMemo(() => ({ input }), [input]),
    { pause: !(id && weeks) },
  );
  if (!(metric && weeks) || answer.kind !== 'ready' || answer.outdated) return;
  const value = answer.data.report.totals[0]?.value;
  return value == null ? undefined : { value: format.value(metric, value), days: format.days(weeks.from, weeks.to) };
}
