import type { Logger } from '@aws-lambda-powertools/logger';
import { counted, embeddedMetrics } from '../../shared/embedded-metrics.ts';
import { flowMetrics } from '../../shared/flow-metrics.ts';
import type { FoldContext } from '../../shared/metrics/contribution.ts';
import { peopleKind } from '../../shared/store/people-item.ts';
import type { CellDifference } from '../../shared/store/verify.ts';
import { type SampleDeps, verifySample } from '../../shared/store/verify-sample.ts';

export interface CompareSampleDeps extends Omit<SampleDeps, 'context'> {
  loadContext: () => Promise<FoldContext>;
  /** Where the metrics are put. */
  namespace: string;
  logger: Pick<Logger, 'info' | 'error'>;
}

/** What one run looked at and found. */
export interface SampleTold {
  days: number;
  facts: number;
  cells: number;
  conversations: number;
  /** Counters and conversations that are not what the ledger says. */
  differences: number;
  /** Days about which nothing can be said, as they changed in every look. */
  changing: number;
  tooLarge: number;
}

/** Differences that one line of the log tells. */
const mostTold = 20;

/** Compares a sample of the cells with the ledger, tells it as metrics, and where something differs, which cells. */
export async function compareSample(deps: CompareSampleDeps): Promise<SampleTold> {
  const { namespace, clock, logger } = deps;
  const report = await verifySample({ ...deps, context: await deps.loadContext() });
  const differences = report.days.flatMap((day) => day.differences);
  const sum = (of: 'facts' | 'cells') => report.days.reduce((all, day) => all + day[of], 0);
  const told: SampleTold = {
    days: report.days.length,
    facts: sum('facts'),
    cells: sum('cells'),
    conversations: report.conversations,
    differences: differences.length + report.conversationDifferences.length,
    changing: report.days.filter(({ outcome }) => outcome === 'changing').length,
    tooLarge: report.tooLarge.length,
  };
  const metrics = embeddedMetrics(namespace, clock(), {
    [flowMetrics.cellsDiffer]: counted(told.differences),
    [flowMetrics.cellsCompared]: counted(told.cells),
    [flowMetrics.factsCompared]: counted(told.facts),
  });
  if (told.differences === 0) logger.info('The cells are what the ledger says', { ...told, ...metrics });
  else {
    const which = differences.slice(0, mostTold).map(withoutPerson);
    logger.error('Cells are not what the ledger says', { ...told, ...metrics, which });
  }
  return told;
}

/** In the log of people, the name of a counter is a person's key. */
const withoutPerson = ({ cell, attribute, expected, actual }: CellDifference) =>
  cell.startsWith(`${peopleKind}#`) ? { cell, expected, actual } : { cell, attribute, expected, actual };
