import { counted, type EmbeddedMetric, embeddedMetrics } from '../../../shared/embedded-metrics.ts';
import type { SourceReading, Verdicts } from '../../../shared/judge-sources.ts';
import { watchMetrics } from '../../../shared/watch-metrics.ts';

/**
 * Lines in CloudWatch's embedded metric format, which Lambda's log turns into metrics: one for each source, with the
 * dimension `Source`, and one without dimension for the verdicts, which alarms read. What is undefined is left out.
 */
export function metricLines(
  readings: readonly SourceReading[],
  verdicts: Verdicts,
  namespace: string,
  now: number,
): string[] {
  const line = (metrics: Record<string, EmbeddedMetric>, dimensions = {}) =>
    JSON.stringify(embeddedMetrics(namespace, now, metrics, dimensions));
  const ofSources = readings.flatMap((reading) => {
    const metrics = metricsOf(reading);
    return Object.keys(metrics).length === 0 ? [] : [line(metrics, { Source: dimensionOf(reading.source) })];
  });
  const { silent, refusing, unknown, failing } = watchMetrics;
  const totals = {
    [silent]: counted(verdicts.silent),
    [refusing]: counted(verdicts.refusing),
    [unknown]: counted(verdicts.unknown),
    [failing]: counted(verdicts.failing),
  };
  return [...ofSources, line(totals)];
}

const metricsOf = ({ silent, lagSeconds, counts }: SourceReading): Record<string, EmbeddedMetric> => ({
  ...(silent !== undefined && { Silent: counted(silent) }),
  ...(counts !== undefined && {
    Recorded: counted(counts.recorded),
    Duplicates: counted(counts.duplicates),
    Rejected: counted(counts.rejected),
    Ignored: counted(counts.ignored),
    Unknown: counted(counts.unknown),
  }),
  ...(lagSeconds !== undefined && { Lag: { unit: 'Seconds', value: lagSeconds } }),
});

/** A dimension is ASCII and has at most 1,024 characters. */
const dimensionOf = (source: string): string =>
  source.replace(/[^\x21-\x7e]+/g, (text) => encodeURIComponent(text.toWellFormed())).slice(0, 1_024);
