import { findMetric } from '../../shared/metrics/catalogue.ts';
import { type NotableChange, notableChanges } from '../../shared/notable-changes.ts';
import { notableMetrics } from '../../shared/notable-metrics.ts';
import type { ApiContext } from '../context.ts';
import type { MetricValue } from '../plan/report.ts';
import { everything } from './dispersions.ts';
import { type ComparedDays, readComparison } from './read-comparison.ts';

/** What is compared, and in which departments and channels alone. */
export interface ChangesQuestion extends ComparedDays {
  departments?: readonly string[] | undefined;
  channels?: readonly string[] | undefined;
}

type Asked = Pick<ApiContext, 'deps' | 'directory'>;

/**
 * What changed most, of the company, its departments, and the counts of its channels. Of departments that were asked for the
 * company's lines are left out, and channels are told of a single one only.
 */
export async function answerNotableChanges(
  question: ChangesQuestion,
  first: number,
  context: Asked,
): Promise<NotableChange<MetricValue>[]> {
  const compared = await Promise.all([inDepartments(question, context), inChannels(question, context)]);
  return notableChanges(compared.flat(), first);
}

async function inDepartments({ departments, channels, ...days }: ChangesQuestion, context: Asked) {
  const metrics = channels ? notableMetrics.filter(isByChannel) : notableMetrics;
  const compared = await readComparison(days, { by: 'DEPARTMENT', metrics, departments, channels }, context);
  return compared.flatMap(({ place, ...one }) => {
    if (place !== everything) return [{ ...one, department: place }];
    return departments ? [] : [one];
  });
}

/** Of channels only counts: what is done about them is up to departments. */
async function inChannels({ departments, channels, ...days }: ChangesQuestion, context: Asked) {
  if ((departments && departments.length !== 1) || channels?.length === 1) return [];
  const metrics = notableMetrics.filter((metric) => metric.kind === 'count' && isByChannel(metric));
  // Channels that are named have a row whether or not something happened there.
  const named = channels ?? context.directory.organisation.channels.map(({ id }) => id);
  const compared = await readComparison(days, { by: 'CHANNEL', metrics, departments, channels: named }, context);
  return compared.flatMap(({ place, ...one }) =>
    place === everything ? [] : [{ ...one, channel: place, department: departments?.[0] }],
  );
}

const isByChannel = ({ id }: { id: string }): boolean => findMetric(id)?.dimensions.includes('CHANNEL') ?? false;
