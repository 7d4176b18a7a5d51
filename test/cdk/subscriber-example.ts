import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/** The interactions of one department, in a queue of the team that wants them. */
export class DepartmentInteractions extends Stack {
  constructor(scope: Construct, id: string, props: StackProps & { busName: string; department: string }) {
    super(scope, id, props);
    const dead = new Queue(this, 'Dead', { enforceSSL: true, retentionPeriod: Duration.days(14) });
    const queue = new Queue(this, 'Queue', {
      enforceSSL: true,
      deadLetterQueue: { queue: dead, maxReceiveCount: 5 },
    });
    new Rule(this, 'Rule', {
      eventBus: EventBus.fromEventBusName(this, 'Bus', props.busName),
      eventPattern: {
        source: ['polylog'],
        detailType: ['polylog.interactions.v1'],
        detail: { department: [props.department] },
      },
      targets: [new SqsQueue(queue, { deadLetterQueue: dead, maxEventAge: Duration.hours(24), retryAttempts: 185 })],
    });
  }
}
