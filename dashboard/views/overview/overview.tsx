import { useMemo } from 'react';
import { useLiveReport } from '../../api/live-context.tsx';
import { useAnswer } from '../../api/use-answer.ts';
import { useMetric } from '../../app/page-context.tsx';
import { Chart } from '../../charts/chart.tsx';
import { TimeSeries } from '../../charts/time-series.tsx';
import { useView } from '../../filters/use-filters.ts';
import { Answered } from '../../parts/answered.tsx';
import { ViewHead } from '../../parts/view-head.tsx';
import { trendQuery } from './queries.ts';

export function Overview() {
  const { input, granularity, format } = useView();
  const metric = useMetric('ENQUIRIES');
  const request = useMemo(() => ({ ...input, metrics: ['ENQUIRIES' as const], granularity }), [input, granularity]);
  useLiveReport(request);
  const answer = useAnswer(trendQuery, { input: request });
  return (
    <>
      <ViewHead title="Overview" filters={['period', 'compare', 'department', 'channel', 'zone']} />
      <Answered answer={answer}>
        {({ report }, updating) => (
          <Chart
            title={metric.name}
            note={metric.description}
            file="enquiries"
            updating={updating}
            table={{
              columns: [{ label: 'Time' }, { label: metric.name, numeric: true }],
              rows: report.rows.map(({ start, values }) => [start, values[0]?.value ?? null]),
            }}
          >
            <TimeSeries
              label={metric.name}
              metric={metric}
              granularity={granularity}
              format={format}
              series={[
                {
                  name: metric.name,
                  points: report.rows.map(({ start, values }) => ({
                    start: start ?? '',
                    value: values[0]?.value ?? null,
                  })),
                },
              ]}
            />
          </Chart>
        )}
      </Answered>
    </>
  );
}
