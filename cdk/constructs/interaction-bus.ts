import { Duration, type RemovalPolicy, Validations } from 'aws-cdk-lib';
import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { busDetailType, busSource } from '../../shared/interaction.ts';
import { DeadLetters } from './dead-letters.ts';

export interface InteractionBusProps {
  archiveDays: number;
  /** What becomes of the archive and the dead letters, which may hold interactions that nothing else holds. */
  removalPolicy: RemovalPolicy;
}

/** The bus that interactions are published on, with an archive from which they can be replayed. */
export class InteractionBus extends Construct {
  readonly bus: EventBus;
  readonly archiveArn: string;
  /** What the bus could not hand to a queue. */
  readonly undelivered: DeadLetters;

  constructor(scope: Construct, id: string, { archiveDays, removalPolicy }: InteractionBusProps) {
    super(scope, id);
    this.bus = new EventBus(this, 'Bus', { description: 'Polylog: interactions' });
    const archive = this.bus.archive('Archive', {
      description: 'Polylog: interactions, for replay',
      // Not the alerts: one that is replayed would be told anew.
      eventPattern: { source: [busSource], detailType: [busDetailType] },
      retention: Duration.days(archiveDays),
    });
    archive.applyRemovalPolicy(removalPolicy);
    this.archiveArn = archive.archiveArn;
    this.undelivered = new DeadLetters(this, 'Undelivered', removalPolicy);
    Validations.of(this.undelivered).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'It is itself a dead-letter queue, of the target of a rule; the check knows only those of queues.',
    });
  }

  /** Lets the function publish on this bus. */
  publishFrom(fn: LambdaFunction): void {
    fn.addEnvironment('BUS_NAME', this.bus.eventBusName);
    this.bus.grantPutEventsTo(fn);
  }

  /** Hands every published interaction to the queue; tries for 24 hours and 185 times, the most that EventBridge can. */
  deliverTo(queue: IQueue): Rule {
    return new Rule(this, 'Interactions', {
      description: 'Polylog: interactions to the fold',
      eventBus: this.bus,
      eventPattern: { source: [busSource], detailType: [busDetailType] },
      targets: [
        new SqsQueue(queue, {
          deadLetterQueue: this.undelivered,
          maxEventAge: Duration.hours(24),
          retryAttempts: 185,
        }),
      ],
    });
  }
}
