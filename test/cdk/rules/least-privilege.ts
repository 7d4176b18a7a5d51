import { expect, it } from 'vitest';
import { policyOf, production, type Resource, resourcesOf } from '../synthesise.ts';

/** A short name of what a statement is about: the table, `ledger/index/byTime`, secret, bus, queue, own log or `*`. */
const thing = (resource: unknown): string => {
  const json = JSON.stringify(resource);
  const table = /FnGetAtt(Ledger|Cells|Registry|Rejections)Table/.exec(json)?.[1]?.toLowerCase();
  if (table) return json.includes('/index/') ? `${table}${/\/index\/[^"]*/.exec(json)?.[0]}` : table;
  if (json.includes('PseudonymsSecret')) return 'secret';
  if (json.includes('"FoldQueue')) return 'queue';
  if (json.includes('"Bus')) return 'bus';
  if (/"(Ingest|Aggregate|Graphql|Live)Logs/.test(json)) return 'log';
  return json;
};

const allowedTo = (name: string): Record<string, string[]> => {
  const allowed: Record<string, string[]> = {};
  for (const { Action, Resource } of policyOf(production.stateless, name)) {
    for (const resource of [Resource].flat()) {
      const actions = [...(allowed[thing(resource)] ?? []), ...[Action].flat()];
      allowed[thing(resource)] = actions.toSorted();
    }
  }
  return allowed;
};

const ofAll = {
  log: ['logs:CreateLogStream', 'logs:PutLogEvents'],
  '"*"': ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
  secret: ['secretsmanager:GetSecretValue'],
};
const on = (...verbs: string[]) => verbs.map((verb) => `dynamodb:${verb}`);

it('ingest publishes, looks up and notes sources, and keeps rejections without reading them', () => {
  expect(allowedTo('Ingest')).toEqual({
    ...ofAll,
    bus: ['events:PutEvents'],
    registry: on('GetItem', 'UpdateItem'),
    rejections: on('PutItem'),
  });
});

it('the aggregate writes facts and adds to cells', () => {
  expect(allowedTo('Aggregate')).toEqual({
    ...ofAll,
    queue: [
      'sqs:ChangeMessageVisibility',
      'sqs:DeleteMessage',
      'sqs:GetQueueAttributes',
      'sqs:GetQueueUrl',
      'sqs:ReceiveMessage',
    ],
    ledger: on('BatchGetItem', 'DeleteItem', 'PutItem', 'Query'),
    cells: on('UpdateItem'),
    registry: on('GetItem', 'UpdateItem'),
    rejections: on('PutItem'),
  });
});

const ofReaders = {
  ...ofAll,
  ledger: on('BatchGetItem', 'GetItem', 'Query'),
  'ledger/index/byTime': on('Query'),
  cells: on('BatchGetItem', 'GetItem', 'Query'),
  rejections: on('GetItem', 'Query'),
};

/** On what condition a function may write in the registry. */
const writesWhen = (name: string): unknown => {
  const [statement, ...more] = policyOf(production.stateless, name).filter(
    ({ Action, Resource }) => [Action].flat().join().includes('Put') && thing([Resource].flat()[0]) === 'registry',
  );
  expect(more).toEqual([]);
  return statement?.Condition;
};

const inPartitions = (...names: string[]) => ({ 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': names } });

it('the live API writes nothing but what it withholds', () => {
  expect(allowedTo('Live')).toEqual({ ...ofReaders, registry: on('GetItem', 'PutItem', 'Query') });
  expect(writesWhen('Live')).toEqual(inPartitions('WITHHELD'));
});

it('the API writes in the registry alone, and there no key of a source', () => {
  expect(allowedTo('Graphql')).toEqual({ ...ofReaders, registry: on('GetItem', 'PutItem', 'Query', 'UpdateItem') });
  expect(writesWhen('Graphql')).toEqual(inPartitions('ORGANISATION', 'AUDIT', 'MERGES', 'SOURCE', 'WITHHELD'));
});

it('no role has an action with a wildcard or a policy that AWS manages', () => {
  for (const { Properties } of Object.values(resourcesOf(production.stateless, 'AWS::IAM::Policy')))
    for (const { Action } of Properties.PolicyDocument.Statement) expect([Action].flat().join()).not.toContain('*');
  const roles: Resource[] = Object.values(resourcesOf(production.stateless, 'AWS::IAM::Role'));
  expect(roles).toHaveLength(4);
  for (const { Properties } of roles) expect(Properties).not.toHaveProperty('ManagedPolicyArns');
});
