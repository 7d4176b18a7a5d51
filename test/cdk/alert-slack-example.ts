import { CfnParameter, Duration, SecretValue, Stack, type StackProps } from 'aws-cdk-lib';
import {
  ApiDestination,
  Authorization,
  Connection,
  EventBus,
  EventField,
  type IApiDestination,
  Rule,
  RuleTargetInput,
} from 'aws-cdk-lib/aws-events';
import { ApiDestination as ApiDestinationTarget } from 'aws-cdk-lib/aws-events-targets';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/** Alerts in a channel of Slack, by an incoming webhook. Its address is the secret: it is a parameter and never shown. */
export class SlackAlerts extends Stack {
  constructor(scope: Construct, id: string, props: StackProps & { busName: string }) {
    super(scope, id, props);
    const webhook = new CfnParameter(this, 'WebhookUrl', {
      noEcho: true,
      allowedPattern: '^https://hooks\\.slack\\.com/.+',
    });
    const connection = new Connection(this, 'Connection', {
      // Slack looks at the address alone, but a connection must authorise itself somehow.
      authorization: Authorization.apiKey('X-Unused', SecretValue.unsafePlainText('unused')),
    });
    const slack = new ApiDestination(this, 'Slack', {
      connection,
      endpoint: webhook.valueAsString,
      rateLimitPerSecond: 1,
    });
    const dead = new Queue(this, 'Dead', { enforceSSL: true, retentionPeriod: Duration.days(14) });
    new Rule(this, 'Rule', {
      eventBus: EventBus.fromEventBusName(this, 'Bus', props.busName),
      eventPattern: {
        source: ['polylog'],
        detailType: ['polylog.alert.v1'],
        detail: { change: ['FIRED', 'CLEARED', 'ENDED'] },
      },
      targets: [
        new ApiDestinationTarget(slack as IApiDestination, {
          event: RuleTargetInput.fromObject({ text: EventField.fromPath('$.detail.message.en') }),
          deadLetterQueue: dead,
          maxEventAge: Duration.hours(24),
          retryAttempts: 185,
        }),
      ],
    });
  }
}
