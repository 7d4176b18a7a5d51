import { Duration, type RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { type EventBus, EventField, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import { Grant, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { alertDetailType } from '../../shared/alert-detail.ts';
import type { AlertChange } from '../../shared/alert-vocabulary.ts';
import { busSource } from '../../shared/interaction.ts';
import { DeadLetters } from './dead-letters.ts';

export interface AlertMailProps {
  bus: EventBus;
  /** Who gets the mail; AWS asks this address first whether it wants it. */
  email: string;
  removalPolicy: RemovalPolicy;
}

/** What somebody wants to be woken by; that an alert cannot be judged for a while stands in the page. */
const mailed: AlertChange[] = ['FIRED', 'CLEARED', 'ENDED'];

/** Alerts that fire and that do so no more, by e-mail. */
export class AlertMail extends Construct {
  /** Notices that could not be mailed. */
  readonly unmailed: DeadLetters;

  constructor(scope: Construct, id: string, { bus, email, removalPolicy }: AlertMailProps) {
    super(scope, id);
    this.unmailed = new DeadLetters(this, 'Unmailed', removalPolicy);
    Validations.of(this.unmailed).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'It is itself a dead-letter queue, of the target of a rule; the check knows only those of queues.',
    });
    const topic = new Topic(this, 'Topic', { displayName: 'Polylog alerts', enforceSSL: true });
    topic.addSubscription(new EmailSubscription(email));
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('events.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    });
    Grant.addToPrincipal({ grantee: role, actions: ['sns:Publish'], resourceArns: [topic.topicArn] });
    const detail = (path: string) => EventField.fromPath(`$.detail.${path}`);
    new Rule(this, 'Rule', {
      description: 'Polylog: alerts by e-mail',
      eventBus: bus,
      eventPattern: { source: [busSource], detailType: [alertDetailType], detail: { change: mailed } },
      targets: [
        new SnsTopic(topic, {
          role,
          // An object and no text with places in it: what people called a rule may have quotation marks.
          message: RuleTargetInput.fromObject({
            change: detail('change'),
            rule: { en: detail('rule.name.en'), de: detail('rule.name.de') },
            message: { en: detail('message.en'), de: detail('message.de') },
            alert: detail('alert'),
            at: detail('at'),
          }),
          deadLetterQueue: this.unmailed,
          maxEventAge: Duration.hours(24),
          retryAttempts: 185,
        }),
      ],
    });
  }
}
