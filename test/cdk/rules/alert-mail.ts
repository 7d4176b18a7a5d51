import { describe, expect, it } from 'vitest';
import { compilePattern } from '../../../local/pattern.ts';
import { policyOf, production, resourcesOf, synthesise } from '../synthesise.ts';

const { stateless } = synthesise('production', { alertEmail: 'desk@acme.example' });
const [id, rule] =
  Object.entries(resourcesOf(stateless, 'AWS::Events::Rule')).find(([name]) => name.startsWith('AlertMail')) ?? [];
const target = rule?.Properties.Targets[0];

describe('mail of alerts', () => {
  it('is there only where somebody gets it', () => {
    expect(id).toBeDefined();
    expect(JSON.stringify(production.stateless.toJSON())).not.toContain('AlertMail');
  });

  it('goes to that address by a topic that takes nothing without TLS', () => {
    const [subscription] = Object.values(resourcesOf(stateless, 'AWS::SNS::Subscription'));
    expect(subscription?.Properties).toMatchObject({ Protocol: 'email', Endpoint: 'desk@acme.example' });
    expect(subscription?.Properties.TopicArn).toEqual(target.Arn);
    expect(policyOf(stateless, 'AlertMailRole').map(({ Action, Resource }) => [Action, Resource])).toEqual([
      ['sns:Publish', target.Arn],
    ]);
  });

  it('tells of what fires and does so no more, not of interactions', () => {
    const matches = compilePattern(rule?.Properties.EventPattern);
    const event = (change: string, type = 'polylog.alert.v1') =>
      matches({ source: 'polylog', 'detail-type': type, detail: { change } });
    const told = ['FIRED', 'ACKNOWLEDGED', 'CLEARED', 'UNJUDGED', 'JUDGED', 'ENDED'].filter((change) => event(change));
    expect(told).toEqual(['FIRED', 'CLEARED', 'ENDED']);
    expect(event('FIRED', 'polylog.interactions.v1')).toBe(false);
  });

  it('has dead letters, and an alarm on them', () => {
    const [letters] = target.DeadLetterConfig.Arn['Fn::GetAtt'];
    expect(target.RetryPolicy).toEqual({ MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 });
    const alarms = Object.values(resourcesOf(stateless, 'AWS::CloudWatch::Alarm')).filter(({ Properties }) =>
      JSON.stringify(Properties.Dimensions ?? []).includes(letters),
    );
    expect(alarms.map(({ Properties }) => [Properties.MetricName, Properties.Threshold])).toEqual([
      ['ApproximateNumberOfMessagesVisible', 0],
    ]);
  });
});
