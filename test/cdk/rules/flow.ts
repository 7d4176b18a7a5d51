import { describe, expect, it } from 'vitest';
import { everyOf } from '../../../graphql/health/missed-runs.ts';
import { watchMetrics } from '../../../shared/watch-metrics.ts';
import { environmentOf, only, policyOf, production, resourcesOf } from '../synthesise.ts';

const { stateless } = production;

const queues = resourcesOf(stateless, 'AWS::SQS::Queue');
const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const deadLetters = Object.values(queues).flatMap(({ Properties }) =>
  Properties.RedrivePolicy ? [Properties.RedrivePolicy.deadLetterTargetArn] : [],
);
const rules = Object.values(resourcesOf(stateless, 'AWS::Events::Rule'));
const schedules = Object.values(resourcesOf(stateless, 'AWS::Scheduler::Schedule'));
for (const { Properties } of schedules) deadLetters.push(Properties.Target.DeadLetterConfig.Arn);
for (const rule of rules) for (const target of rule.Properties.Targets) deadLetters.push(target.DeadLetterConfig?.Arn);

describe('the flow', () => {
  it('has dead letters behind every rule and every queue that is not itself for dead letters', () => {
    expect(rules.length).toBeGreaterThan(0);
    for (const [id, { Properties }] of Object.entries(queues)) {
      if (Properties.RedrivePolicy) expect(Properties.RedrivePolicy.maxReceiveCount).toBe(50);
      else expect(deadLetters).toContainEqual(arnOf(id));
    }
    for (const { Properties } of rules) {
      for (const target of Properties.Targets) {
        expect(target.DeadLetterConfig).toBeDefined();
        expect(target.RetryPolicy).toEqual({ MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 });
      }
    }
  });

  it('wakes somebody as soon as one letter is dead', () => {
    const alarms = Object.values(resourcesOf(stateless, 'AWS::CloudWatch::Alarm'));
    const watched = new Set(deadLetters.map(({ 'Fn::GetAtt': [id] }) => id));
    expect(watched.size).toBe(3);
    for (const id of watched) {
      const watching = alarms.filter(({ Properties }) =>
        Properties.Dimensions?.some(
          ({ Value }: { Value: { 'Fn::GetAtt'?: string[] } }) => Value['Fn::GetAtt']?.[0] === id,
        ),
      );
      expect(watching.map(({ Properties }) => Properties)).toEqual([
        expect.objectContaining({
          MetricName: 'ApproximateNumberOfMessagesVisible',
          Threshold: 0,
          ComparisonOperator: 'GreaterThanThreshold',
          AlarmActions: [expect.anything()],
        }),
      ]);
    }
  });

  /** What makes a metric of lines of a log that fit the pattern. */
  const filterOf = (pattern: string) => {
    const all = Object.entries(resourcesOf(stateless, 'AWS::Logs::MetricFilter'));
    return only(Object.fromEntries(all.filter(([, { Properties }]) => Properties.FilterPattern === pattern)))
      .Properties;
  };

  it('wakes somebody when the aggregate logs that it rejected what was accepted', () => {
    const { LogGroupName, MetricTransformations } = filterOf('{ $.rejected > 0 }');
    expect(LogGroupName.Ref).toMatch(/^AggregateLogs/);
    const [{ MetricName, MetricNamespace: Namespace, MetricValue }] = MetricTransformations;
    expect(MetricValue).toBe('$.rejected');
    const alarms = Object.values(resourcesOf(stateless, 'AWS::CloudWatch::Alarm')).map(({ Properties }) => Properties);
    expect(alarms.filter((alarm) => alarm.MetricName === MetricName)).toEqual([
      expect.objectContaining({
        Namespace,
        Statistic: 'Sum',
        Threshold: 0,
        ComparisonOperator: 'GreaterThanThreshold',
        AlarmActions: [expect.anything()],
      }),
    ]);
  });

  it('wakes somebody for answers 5xx, beside those that are meant', () => {
    const { LogGroupName, MetricTransformations } = filterOf('{ $.postponed > 0 }');
    expect(LogGroupName.Ref).toMatch(/^IngestLogs/);
    const [{ MetricName, MetricNamespace: Namespace, MetricValue }] = MetricTransformations;
    expect(MetricValue).toBe('$.postponed');
    const alarms = Object.entries(resourcesOf(stateless, 'AWS::CloudWatch::Alarm'));
    const [, alarm] = alarms.find(([id]) => id.startsWith('AlarmsServerErrors')) ?? [];
    const { Metrics, ...rest } = alarm?.Properties ?? {};
    expect(rest).toMatchObject({ Threshold: 5, ComparisonOperator: 'GreaterThanThreshold', AlarmActions: [{}] });
    const metric = (id: string) => Metrics.find(({ Id }: { Id: string }) => Id === id)?.MetricStat;
    expect(Metrics[0]).toMatchObject({ Expression: 'errors - FILL(postponed, 0)' });
    expect(metric('errors')).toMatchObject({ Metric: { MetricName: '5xx' }, Stat: 'Sum', Period: 300 });
    expect(metric('postponed')).toMatchObject({ Metric: { MetricName, Namespace }, Stat: 'Sum', Period: 300 });
  });

  it('runs Poll and Alerts each minute, Canary, Privacy and Watch each five, and Verify each hour, exactly then, and none twice at once nor again', () => {
    const functions = resourcesOf(stateless, 'AWS::Lambda::Function');
    const runs = schedules.map(({ Properties: { ScheduleExpression, FlexibleTimeWindow, Target } }) => {
      expect(FlexibleTimeWindow).toEqual({ Mode: 'OFF' });
      expect(Target.RetryPolicy).toEqual({ MaximumEventAgeInSeconds: 60, MaximumRetryAttempts: 3 });
      const [id] = Target.Arn['Fn::GetAtt'];
      const retries = Object.values(resourcesOf(stateless, 'AWS::Lambda::EventInvokeConfig')).find(
        ({ Properties }) => Properties.FunctionName.Ref === id,
      );
      expect(retries?.Properties).toMatchObject({ MaximumEventAgeInSeconds: 60, MaximumRetryAttempts: 0 });
      return [id.replace(/[0-9A-F]{8}$/, ''), ScheduleExpression, functions[id]?.Properties.Timeout];
    });
    expect(runs.toSorted()).toEqual([
      ['Alerts', 'rate(1 minute)', 60],
      ['Canary', 'rate(5 minutes)', 240],
      ['Poll', 'rate(1 minute)', 120],
      ['Privacy', 'rate(5 minutes)', 900],
      ['Verify', 'rate(60 minutes)', 600],
      ['Watch', 'rate(5 minutes)', 60],
    ]);
    // Health takes a run for missed by the same rate.
    const told = runs.map(([id]) => [id, everyOf(String(id).toLowerCase())]);
    expect(told).toEqual(runs.map(([id, rate]) => [id, 60 * Number(/\d+/.exec(rate))]));
    for (const name of ['Poll', 'Alerts', 'Canary']) {
      const [, fn] = Object.entries(functions).find(([id]) => id.startsWith(name)) ?? [];
      expect(fn?.Properties.ReservedConcurrentExecutions).toBe(1);
    }
  });

  it('lets the scheduler start those and leave letters, and nobody else take the role', () => {
    for (const name of ['Poll', 'Watch', 'Alerts', 'Canary', 'Privacy', 'Verify']) {
      const statements = policyOf(stateless, `Timetable${name}Role`);
      expect(statements.map(({ Action }) => Action)).toEqual(['lambda:InvokeFunction', 'sqs:SendMessage']);
      expect(JSON.stringify(statements[0]?.Resource)).toMatch(
        new RegExp(`^\\{"Fn::GetAtt":\\["${name}[0-9A-F]{8}","Arn"\\]\\}$`),
      );
    }
    const roles = Object.entries(resourcesOf(stateless, 'AWS::IAM::Role')).filter(([id]) => id.startsWith('Timetable'));
    expect(roles).toHaveLength(6);
    for (const [, { Properties }] of roles) {
      const [{ Principal, Condition }] = Properties.AssumeRolePolicyDocument.Statement;
      expect(Principal).toEqual({ Service: 'scheduler.amazonaws.com' });
      expect(Condition.StringEquals['aws:SourceAccount']).toEqual({ Ref: 'AWS::AccountId' });
      expect(JSON.stringify(Condition.StringEquals['aws:SourceArn'])).toContain('schedule-group/default');
    }
  });

  it('wakes somebody for what the watch finds of sources, and says what to do', () => {
    const alarms = Object.values(resourcesOf(stateless, 'AWS::CloudWatch::Alarm')).map(({ Properties }) => Properties);
    for (const metric of Object.values(watchMetrics)) {
      const [alarm, ...more] = alarms.filter(({ MetricName }) => MetricName === metric);
      expect(more).toEqual([]);
      expect(alarm).toMatchObject({
        Namespace: environmentOf(stateless, 'Watch').METRIC_NAMESPACE,
        Threshold: 0,
        ComparisonOperator: 'GreaterThanThreshold',
        AlarmActions: [expect.anything()],
      });
      expect(alarm.AlarmDescription).toMatch(/\b(see|show|list|want)s?\b/i);
    }
  });

  it('lets the alarms of this account publish to their topic', () => {
    const { Statement } = only(resourcesOf(stateless, 'AWS::SNS::TopicPolicy')).Properties.PolicyDocument;
    expect(Statement).toContainEqual(
      expect.objectContaining({ Effect: 'Allow', Principal: { Service: 'cloudwatch.amazonaws.com' } }),
    );
  });

  it('keeps the queues and the archive of production, as accepted interactions may lie in them', () => {
    const archives = Object.values(resourcesOf(stateless, 'AWS::Events::Archive'));
    expect(archives).toHaveLength(1);
    for (const { DeletionPolicy } of [...Object.values(queues), ...archives]) expect(DeletionPolicy).toBe('Retain');
  });

  it('archives interactions and no alerts, which a replay would tell anew', () => {
    const { EventPattern } = only(resourcesOf(stateless, 'AWS::Events::Archive')).Properties;
    expect(EventPattern).toEqual({ source: ['polylog'], 'detail-type': ['polylog.interactions.v1'] });
  });

  it('encrypts every queue and refuses what does not come over TLS', () => {
    const policies = Object.values(resourcesOf(stateless, 'AWS::SQS::QueuePolicy'));
    expect(policies).toHaveLength(Object.keys(queues).length);
    for (const { Properties } of Object.values(queues)) expect(Properties.SqsManagedSseEnabled).toBe(true);
    for (const { Properties } of policies)
      expect(Properties.PolicyDocument.Statement).toContainEqual(
        expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      );
  });

  it('hides a message six times as long as a fold may take, and returns only the messages that failed', () => {
    const mapping = only(resourcesOf(stateless, 'AWS::Lambda::EventSourceMapping')).Properties;
    expect(mapping).toMatchObject({
      BatchSize: 1_000,
      MaximumBatchingWindowInSeconds: 1,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 4 },
    });
    const fold = resourcesOf(stateless, 'AWS::Lambda::Function')[mapping.FunctionName.Ref]?.Properties;
    const queue = queues[mapping.EventSourceArn['Fn::GetAtt'][0]]?.Properties;
    expect(queue.VisibilityTimeout).toBeGreaterThanOrEqual(6 * fold.Timeout);
  });
});
