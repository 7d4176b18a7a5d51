import { Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';

/** One thing to be told about: `metric` (a sum or maximum over one of its periods) above `above`, `periods` times on end. */
export interface Watch {
  id: string;
  /** What it means and what to do. */
  description: string;
  /** Its section of the runbook, where several share one; else that of its id. */
  section?: string;
  metric: IMetric;
  above: number;
  periods?: number;
}

export interface AlarmsProps {
  email: string | undefined;
  /** Where the runbook is. */
  runbook: string;
  watches: readonly Watch[];
}

/** An alarm for each watch, all told to one topic; silence is good news. */
export class Alarms extends Construct {
  readonly alarms: readonly Alarm[];
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { email, runbook, watches }: AlarmsProps) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', { displayName: 'Polylog alarms', enforceSSL: true });
    // Requiring TLS replaces the default policy of a topic, and with it the leave of this account's alarms to publish.
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        actions: ['sns:Publish'],
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    if (email !== undefined) this.topic.addSubscription(new EmailSubscription(email));
    const action = new SnsAction(this.topic);
    this.alarms = watches.map(({ id, description, section = id, metric, above, periods = 1 }) => {
      const alarm = new Alarm(this, id, {
        alarmDescription: `${description} ${runbook}#${section.toLowerCase()}`,
        metric,
        threshold: above,
        comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
        evaluationPeriods: periods,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      });
      alarm.addAlarmAction(action);
      return alarm;
    });
  }
}
