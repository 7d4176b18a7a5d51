import { describe, expect, it } from 'vitest';
import { accounts, placesApart } from '../../../cdk/accounts.ts';
import { configOf } from '../../../cdk/config.ts';
import { production, synthesise } from '../synthesise.ts';

const { stateful, stateless, edge } = production;

interface Tagged {
  Type: string;
  Properties?: { Tags?: { Key: string; Value: string }[] | Record<string, string> };
}

/** The tags of a resource, which CloudFormation writes as a list or as an object. */
function tagsOf({ Properties: { Tags = [] } = {} }: Tagged): Record<string, string> {
  return Array.isArray(Tags) ? Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value])) : Tags;
}

const resourcesOf = (template: typeof stateful): Tagged[] => Object.values(template.toJSON().Resources);

describe('tags', () => {
  it('say of every table, queue, function, bucket, secret, bus, log and API whose it is, and what is in it', () => {
    const taggable =
      /^AWS::(DynamoDB::Table|SQS::Queue|Lambda::Function|S3::Bucket|SecretsManager::Secret|Events::EventBus|Logs::LogGroup|ApiGatewayV2::Api|SNS::Topic|CloudFront::Distribution|IAM::Role|WAFv2::WebACL|CloudWatch::Alarm)$/;
    for (const [template, classification] of [
      [stateful, 'confidential'],
      [stateless, 'internal'],
      ...(edge ? ([[edge, 'internal']] as const) : []),
    ] as const) {
      const found = resourcesOf(template).filter(({ Type }) => taggable.test(Type));
      expect(found.length).toBeGreaterThan(0);
      for (const resource of found)
        expect(tagsOf(resource), resource.Type).toMatchObject({
          app: 'polylog',
          stage: 'production',
          owner: 'polylog',
          'cost-centre': 'polylog',
          'data-classification': classification,
        });
    }
  });

  it('name another owner and cost centre where they are given', () => {
    const { stateful: other } = synthesise('staging', { owner: 'insights', costCentre: '4711' });
    const tables = resourcesOf(other).filter(({ Type }) => Type === 'AWS::DynamoDB::Table');
    for (const table of tables)
      expect(tagsOf(table)).toMatchObject({ stage: 'staging', owner: 'insights', 'cost-centre': '4711' });
  });
});

describe('accounts', () => {
  it('are not shared by stages that name one', () => {
    expect(placesApart(accounts)).toBe(true);
    expect(placesApart({ a: { account: '111122223333' }, b: { account: '111122223333' } })).toBe(false);
    expect(placesApart({ a: { account: '111122223333' }, b: { account: '444455556666' }, c: {} })).toBe(true);
  });

  it.each([
    ['account', '12345'],
    ['region', 'Frankfurt'],
    ['owner', ''],
  ])('refuse a wrong %s by its name', (field, value) => {
    expect(() => configOf('production', { [field]: value })).toThrow(field);
  });

  it('are fixed in the templates only when they are given', () => {
    expect(configOf('production').account).toBeUndefined();
    expect(configOf('production', { account: '111122223333', region: 'eu-central-1' })).toMatchObject({
      account: '111122223333',
      region: 'eu-central-1',
    });
  });
});
