import { expect, it } from 'vitest';
import { production } from '../synthesise.ts';

const { stateful, stateless, edge } = production;
const templates = [stateful, stateless, ...(edge ? [edge] : [])];

it.each(['stateful', 'stateless', 'edge'] as const)('the %s template of production is as reviewed', (name) => {
  expect(production[name]?.toJSON()).toMatchSnapshot();
});

it('names no table, queue, function, role, log or alarm itself, so that CloudFormation can replace each', () => {
  const names = ['TableName', 'QueueName', 'RoleName', 'LogGroupName', 'AlarmName', 'TopicName', 'DashboardName'];
  for (const template of templates) {
    for (const { Type, Properties = {} } of Object.values<{ Type: string; Properties?: Record<string, unknown> }>(
      template.toJSON().Resources,
    )) {
      // A metric filter refers to the log that it reads.
      for (const name of names)
        expect([undefined, { Ref: expect.stringMatching(/Logs/) }]).toContainEqual(Properties[name]);
      if (Type === 'AWS::Lambda::Function') expect(Properties).not.toHaveProperty('FunctionName');
    }
  }
});

it('is plain CloudFormation: no macro, no rule about the bootstrap, no custom resource but the one that copies the page', () => {
  for (const template of templates) {
    const { Rules, Transform, Resources } = template.toJSON();
    expect({ Rules, Transform }).toEqual({});
    for (const { Type } of Object.values<{ Type: string }>(Resources))
      expect(Type).not.toMatch(/^Custom::(?!CDKBucketDeployment$)|CustomResource/);
  }
});
