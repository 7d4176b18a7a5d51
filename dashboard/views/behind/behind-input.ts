import type { MetricName } from '../../app/shell.ts';
import type { Behind } from '../../charts/behind-link.ts';

/** The report whose only row is the number, for its metric of the catalogue. */
export const behindInput = (metric: MetricName, { from, to, department, channel, kind, zone }: Behind) => ({
  metrics: [metric],
  range: { from, to },
  filter: {
    ...(department.length > 0 && { departments: department }),
    ...(channel.length > 0 && { channels: channel }),
    ...(kind.length > 0 && { channelKinds: kind }),
  },
  ...(zone !== undefined && { timeZone: zone }),
});

/** Metrics whose cases can be listed: those of the family `response`. Named here, as the list is asked for at once. */
export const answering: ReadonlySet<string> = new Set<MetricName>([
  'ANSWERED',
  'RESPONSE_RATE',
  'WITHIN_TARGET',
  'OVERDUE',
  'FIRST_RESPONSE_P50',
  'FIRST_RESPONSE_P90',
  'FIRST_RESPONSE_P95',
]);
