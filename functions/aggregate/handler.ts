import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { aggregateMessages } from './aggregate-messages.ts';
import { aggregateDependencies, hideMessages } from './dependencies.ts';
import { returnSoon } from './return-soon.ts';

const dependencies = aggregateDependencies(process.env);
const hide = hideMessages(process.env);

/** SQS to cells: see `aggregateMessages`; what failed comes back soon. */
export async function handler({ Records }: SQSEvent): Promise<SQSBatchResponse> {
  return returnSoon(Records, async () => aggregateMessages(Records, await dependencies()), hide);
}
