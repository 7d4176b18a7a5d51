import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { aggregateMessages } from './aggregate-messages.ts';
import { aggregateDependencies } from './dependencies.ts';

const dependencies = aggregateDependencies(process.env);

/** SQS to cells: see `aggregateMessages`. */
export async function handler({ Records }: SQSEvent): Promise<SQSBatchResponse> {
  return aggregateMessages(Records, await dependencies());
}
