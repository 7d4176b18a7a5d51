import { Grant } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';

/** Tells the function where queues are, each by a variable of its environment, and lets it count what waits in them. */
export function countFrom(fn: LambdaFunction, queues: Readonly<Record<string, IQueue>>): void {
  for (const [variable, queue] of Object.entries(queues)) fn.addEnvironment(variable, queue.queueUrl);
  Grant.addToPrincipal({
    grantee: fn,
    actions: ['sqs:GetQueueAttributes'],
    resourceArns: Object.values(queues).map(({ queueArn }) => queueArn),
  });
}
