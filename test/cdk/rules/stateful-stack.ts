import { expect, it } from 'vitest';
import { local, production, resourcesOf } from '../synthesise.ts';

const { stateful } = production;

it('tables are on demand, restorable, kept and protected in production', () => {
  const found = Object.values(resourcesOf(stateful, 'AWS::DynamoDB::Table'));
  expect(found).toHaveLength(4);
  for (const { Properties, DeletionPolicy } of found) {
    expect(Properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      DeletionProtectionEnabled: true,
    });
    expect(DeletionPolicy).toBe('Retain');
  }
});

it('tables go with their stack in the stage local', () => {
  for (const { Properties, DeletionPolicy } of Object.values(resourcesOf(local.stateful, 'AWS::DynamoDB::Table'))) {
    expect(DeletionPolicy).toBe('Delete');
    expect(Properties.DeletionProtectionEnabled).toBe(false);
  }
});

it('rejections expire and nothing else does', () => {
  const found = Object.entries(resourcesOf(stateful, 'AWS::DynamoDB::Table'));
  const expiring = found.filter(([, { Properties }]) => Properties.TimeToLiveSpecification);
  expect(expiring.map(([id]) => id.replace(/Table.*/, ''))).toEqual(['Rejections']);
});
