import { describe, expect, it } from 'vitest';
import { only, production, resourcesOf } from '../synthesise.ts';

const { stateless } = production;

const queues = resourcesOf(stateless, 'AWS::SQS::Queue');
const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const deadLetters = Object.values(queues).flatMap(({ Properties }) =>
  Properties.RedrivePolicy ? [Properties.RedrivePolicy.deadLetterTargetArn] : [],
);
const rules = Object.values(resourcesOf(stateless, 'AWS::Events::Rule'));
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
    expect(deadLetters).toHaveLength(2);
    for (const {
      'Fn::GetAtt': [id],
    } of deadLetters) {
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

  it('wakes somebody when the aggregate logs that it rejected what was accepted', () => {
    const { LogGroupName, FilterPattern, MetricTransformations } = only(
      resourcesOf(stateless, 'AWS::Logs::MetricFilter'),
    ).Properties;
    expect(LogGroupName.Ref).toMatch(/^AggregateLogs/);
    expect(FilterPattern).toBe('{ $.rejected > 0 }');
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
