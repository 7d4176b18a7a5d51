import { counted, embeddedMetrics } from '../shared/embedded-metrics.ts';
import { flowMetrics } from '../shared/flow-metrics.ts';
import type { ApiDeps } from './context.ts';
import type { MetricValue } from './plan/report.ts';

interface Observing extends Pick<ApiDeps, 'log' | 'clock'> {
  /** Where the metrics are put; none are told without. */
  namespace: string | undefined;
}

/** Reports that are logged as they are made: how long one took, how many values it has, and how many must not be told. */
export const observeReport =
  (report: ApiDeps['report'], { log, clock, namespace }: Observing): ApiDeps['report'] =>
  async (request, organisation) => {
    const began = performance.now();
    const result = await report(request, organisation);
    const milliseconds = Math.round((performance.now() - began) * 10) / 10;
    let values = 0;
    let withheld = 0;
    const count = (told: readonly MetricValue[]) => {
      values += told.length;
      for (const { status } of told) if (status === 'WITHHELD') withheld += 1;
    };
    for (const row of result.rows) count(row.values);
    count(result.totals);
    const metrics = {
      [flowMetrics.reportLatency]: { unit: 'Milliseconds', value: milliseconds } as const,
      [flowMetrics.withheld]: counted(withheld),
    };
    const told = namespace === undefined ? {} : embeddedMetrics(namespace, clock(), metrics);
    log({ level: 'info', message: 'report', fields: { values, withheld, milliseconds, ...told } });
    return result;
  };
