import { counted, embeddedMetrics } from '../../shared/embedded-metrics.ts';
import { flowMetrics } from '../../shared/flow-metrics.ts';
import { countCodes, type Verdict } from './accept-interactions.ts';

/**
 * What is logged of one delivery, by whichever door it came: its trace, how many of its interactions the bus has, and why
 * the others were refused. Where a namespace is given, the counts are metrics as well.
 */
export function takenFields(
  { accepted, rejected, kept }: Verdict,
  trace: string,
  namespace: string | undefined,
  now: number,
): Record<string, unknown> {
  const metrics = {
    [flowMetrics.accepted]: counted(accepted),
    [flowMetrics.refused]: counted(rejected.length),
  };
  return {
    trace,
    accepted,
    ...(rejected.length > 0 && { codes: countCodes(rejected), kept }),
    ...(namespace !== undefined && embeddedMetrics(namespace, now, metrics)),
  };
}
