import { type NotableChange, notableChanges } from '../../shared/notable-changes.ts';
import type { ApiContext } from '../context.ts';
import type { MetricValue } from '../plan/report.ts';
import { type ComparisonQuestion, readComparison } from './read-comparison.ts';

/**
 * What changed most, of the company, its departments and its channels. Of departments that were asked for the company's lines
 * are left out, and channels are told of a single one only.
 */
export async function answerNotableChanges(
  question: ComparisonQuestion,
  first: number,
  context: Pick<ApiContext, 'deps' | 'directory'>,
): Promise<NotableChange<MetricValue>[]> {
  const { departments, channels } = question;
  const tellsChannels = (departments === undefined || departments.length === 1) && channels?.length !== 1;
  const compared = await Promise.all([
    readComparison('DEPARTMENT', question, context),
    tellsChannels ? readComparison('CHANNEL', question, context) : [],
  ]);
  return notableChanges(compared.flat(), first);
}
