import { watchMetrics } from '../../../shared/watch-metrics.ts';
import type { SourceReading, Verdicts } from './judge-sources.ts';

interface MetricDefinition {
  Name: string;
  Unit?: 'Count' | 'Seconds';
}

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
  const line = (dimensions: string[], metrics: MetricDefinition[], values: Record<string, unknown>) =>
    JSON.stringify({
      _aws: {
        Timestamp: now,
        CloudWatchMetrics: [{ Namespace: namespace, Dimensions: [dimensions], Metrics: metrics }],
      },
      ...values,
    });
  const ofSources = readings.flatMap((reading) => {
    const values = valuesOf(reading);
    const metrics = ofSource.filter(({ Name }) => values[Name] !== undefined);
    return metrics.length === 0 ? [] : [line(['Source'], metrics, { Source: dimensionOf(reading.source), ...values })];
  });
  const { silent, refusing, unknown, failing } = watchMetrics;
  const totals = {
    [silent]: verdicts.silent,
    [refusing]: verdicts.refusing,
    [unknown]: verdicts.unknown,
    [failing]: verdicts.failing,
  };
  return [...ofSources, line([], Object.keys(totals).map(counted), totals)];
}

const counted = (Name: string): MetricDefinition => ({ Name, Unit: 'Count' });

const ofSource: MetricDefinition[] = [
  ...['Silent', 'Recorded', 'Duplicates', 'Rejected', 'Ignored', 'Unknown'].map(counted),
  { Name: 'Lag', Unit: 'Seconds' },
];

const valuesOf = ({ silent, lagSeconds, counts }: SourceReading): Record<string, number | undefined> => ({
  Silent: silent,
  Lag: lagSeconds,
  Recorded: counts?.recorded,
  Duplicates: counts?.duplicates,
  Rejected: counts?.rejected,
  Ignored: counts?.ignored,
  Unknown: counts?.unknown,
});

/** A dimension is ASCII and has at most 1,024 characters. */
const dimensionOf = (source: string): string =>
  source.replace(/[^\x21-\x7e]+/g, (text) => encodeURIComponent(text.toWellFormed())).slice(0, 1_024);
