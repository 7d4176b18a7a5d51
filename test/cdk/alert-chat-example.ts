import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { SlackChannelConfiguration } from 'aws-cdk-lib/aws-chatbot';
import { EventBus, EventField, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/** Alerts in a channel of Slack, by SNS and Amazon Q Developer in chat applications: AWS keeps the secret of the workspace. */
export class ChatAlerts extends Stack {
  constructor(
    scope: Construct,
    id: string,
    props: StackProps & { busName: string; slackWorkspaceId: string; slackChannelId: string },
  ) {
    super(scope, id, props);
    const topic = new Topic(this, 'Topic', { enforceSSL: true });
    new SlackChannelConfiguration(this, 'Channel', {
      slackChannelConfigurationName: 'polylog-alerts',
      slackWorkspaceId: props.slackWorkspaceId,
      slackChannelId: props.slackChannelId,
      notificationTopics: [topic],
    });
    const dead = new Queue(this, 'Dead', { enforceSSL: true, retentionPeriod: Duration.days(14) });
    const detail = (path: string) => EventField.fromPath(`$.detail.${path}`);
    new Rule(this, 'Rule', {
      eventBus: EventBus.fromEventBusName(this, 'Bus', props.busName),
      eventPattern: {
        source: ['polylog'],
        detailType: ['polylog.alert.v1'],
        detail: { change: ['FIRED', 'CLEARED', 'ENDED'] },
      },
      targets: [
        new SnsTopic(topic, {
          message: RuleTargetInput.fromObject({
            version: '1.0',
            source: 'custom',
            content: { textType: 'client-markdown', title: detail('rule.name.en'), description: detail('message.en') },
          }),
          deadLetterQueue: dead,
          maxEventAge: Duration.hours(24),
          retryAttempts: 185,
        }),
      ],
    });
  }
}
