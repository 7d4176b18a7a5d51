import { useMemo } from 'react';
import { usePage } from '../../app/page-context.tsx';
import type { MetricName } from '../../app/shell.ts';
import { granularityFor } from '../../filters/granularity-for.ts';
import { addDays } from '../../filters/span.ts';
import { useView } from '../../filters/use-filters.ts';
import { channelMetrics } from './department-metrics.ts';

/** What a department's page asks: of this department alone, whatever departments other pages are filtered to. */
export function useDepartmentInput(department: string, figures: readonly MetricName[]) {
  const { input, filters, granularity, days, today } = useView();
  const { language } = usePage();
  const text = figures.join();
  return useMemo(() => {
    const metrics = text.split(',') as MetricName[];
    const { filter: _others, ...span } = input;
    const own = { departments: [department] };
    const channels = filters.channel.length > 0 ? { channels: filters.channel } : {};
    return {
      now: {
        department,
        figures: {
          ...span,
          metrics,
          granularity: granularityFor(metrics, granularity),
          filter: { ...own, ...channels },
        },
        channels: { ...span, metrics: [...channelMetrics], by: ['CHANNEL' as const], filter: own },
        days: { from: days.from, to: days.to },
        language,
      },
      waiting: { department, range: { from: addDays(today, -365), to: today } },
    };
  }, [input, filters.channel, granularity, days, today, language, department, text]);
}
