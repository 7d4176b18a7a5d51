import { type Duration, type RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { Grant, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { DeadLetters } from './dead-letters.ts';

/** What runs by the clock and not because something came. */
export class Timetable extends Construct {
  /** Runs that the scheduler could not start. */
  readonly unstarted: DeadLetters;

  constructor(scope: Construct, id: string, removalPolicy: RemovalPolicy) {
    super(scope, id);
    this.unstarted = new DeadLetters(this, 'Unstarted', removalPolicy);
    Validations.of(this.unstarted).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'It is itself a dead-letter queue, of the targets of schedules; the check knows only those of queues.',
    });
  }

  /**
   * Runs the function at this rate, exactly on the minute. A run that cannot be started within a minute is a dead letter:
   * the next one does its work.
   */
  run(fn: LambdaFunction, every: Duration): void {
    const role = new Role(this, `${fn.node.id}Role`, { assumedBy: this.#scheduler() });
    Grant.addToPrincipal({ grantee: role, actions: ['lambda:InvokeFunction'], resourceArns: [fn.functionArn] });
    Grant.addToPrincipal({ grantee: role, actions: ['sqs:SendMessage'], resourceArns: [this.unstarted.queueArn] });
    const minutes = every.toMinutes();
    const schedule = new CfnSchedule(this, fn.node.id, {
      description: `Polylog: ${fn.node.id}`,
      scheduleExpression: `rate(${minutes} minute${minutes === 1 ? '' : 's'})`,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: fn.functionArn,
        roleArn: role.roleArn,
        deadLetterConfig: { arn: this.unstarted.queueArn },
        retryPolicy: { maximumEventAgeInSeconds: 60, maximumRetryAttempts: 3 },
      },
    });
    // Creating a schedule fails while its role may not be assumed yet.
    schedule.node.addDependency(role);
  }

  /** The scheduler, for schedules of this account's default group alone. */
  #scheduler(): ServicePrincipal {
    const stack = Stack.of(this);
    return new ServicePrincipal('scheduler.amazonaws.com', {
      conditions: {
        StringEquals: {
          'aws:SourceAccount': stack.account,
          'aws:SourceArn': stack.formatArn({
            service: 'scheduler',
            resource: 'schedule-group',
            resourceName: 'default',
          }),
        },
      },
    });
  }
}
