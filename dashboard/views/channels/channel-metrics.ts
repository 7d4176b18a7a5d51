import type { MetricName } from '../../app/shell.ts';

/** What is told of each channel, in the order of the table; the first says whether anything happened. */
export const channelMetrics = [
  'INTERACTIONS',
  'ENQUIRIES',
  'RESPONSE_RATE',
  'FIRST_RESPONSE_P50',
  'NET_SENTIMENT',
] as const satisfies readonly MetricName[];
