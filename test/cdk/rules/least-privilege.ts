import { expect, it } from 'vitest';
import { local, policyOf, production, type Resource, resourcesOf } from '../synthesise.ts';

/**
 * A short name of what a statement is about: the table, `ledger/index/byTime`, secret, those of sources, bus, queue, the
 * replay, own log or `*`.
 */
const thing = (resource: unknown): string => {
  const json = JSON.stringify(resource);
  const table = /FnGetAtt(Ledger|Cells|Registry|Rejections)Table/.exec(json)?.[1]?.toLowerCase();
  if (table) return json.includes('/index/') ? `${table}${/\/index\/[^"]*/.exec(json)?.[0]}` : table;
  if (json.includes('PseudonymsSecret')) return 'secret';
  if (json.includes(':secret:polylog/production/sources/*')) return 'secrets of sources';
  if (/^\{"Fn::GetAtt":\["Replay[0-9A-F]{8}","Arn"\]\}$/.test(json)) return 'replay';
  if (/^\{"Fn::GetAtt":\["Privacy[0-9A-F]{8}","Arn"\]\}$/.test(json)) return 'privacy';
  const letters = /"(?:Fold|Bus|Timetable)(Unfolded|Undelivered|Unstarted)/.exec(json)?.[1]?.toLowerCase();
  if (letters) return letters;
  if (json.includes('CanaryAccessSecret')) return 'access of the canary';
  if (json.includes('"FoldQueue')) return 'queue';
  if (json.includes('"Bus')) return 'bus';
  if (/"(Ingest|Poll|Watch|Replay|Aggregate|Graphql|Live|Alerts|Privacy|Canary|Verify)Logs/.test(json)) return 'log';
  return json;
};

const allowedTo = (name: string): Record<string, string[]> => {
  const allowed: Record<string, string[]> = {};
  for (const { Action, Resource } of policyOf(production.stateless, name)) {
    for (const resource of [Resource].flat()) {
      const actions = [...(allowed[thing(resource)] ?? []), ...[Action].flat()];
      allowed[thing(resource)] = [...new Set(actions)].toSorted();
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

const counts = ['sqs:GetQueueAttributes'];
const countsQueues = { queue: counts, undelivered: counts, unfolded: counts };
const readsSecrets = { 'secrets of sources': ['secretsmanager:GetSecretValue'] };

it('ingest publishes, looks up and notes sources, reads their secrets, and keeps rejections without reading them', () => {
  expect(allowedTo('Ingest')).toEqual({
    ...ofAll,
    ...readsSecrets,
    bus: ['events:PutEvents'],
    registry: on('GetItem', 'UpdateItem'),
    rejections: on('PutItem', 'UpdateItem'),
  });
  expect(writesWhen('Ingest')).toEqual(inPartitions('SOURCE', 'SOURCE_KINDS', 'PERSON_KEYS', 'RATE', 'BACKLOG'));
});

it('the poll may do what ingest may, list sources, and note how far it read, but change no key and nothing else', () => {
  expect(allowedTo('Poll')).toEqual({
    ...ofAll,
    ...readsSecrets,
    bus: ['events:PutEvents'],
    registry: on('GetItem', 'PutItem', 'Query', 'UpdateItem'),
    rejections: on('PutItem', 'UpdateItem'),
  });
  expect(writesWhen('Poll')).toEqual(inPartitions('SOURCE', 'SOURCE_KINDS', 'PERSON_KEYS', 'CURSOR', 'BACKLOG', 'RUN'));
});

it('the watch lists sources and keeps what they counted; it knows no secret', () => {
  const { secret: _secret, ...ownLog } = ofAll;
  expect(allowedTo('Watch')).toEqual({ ...ownLog, registry: on('GetItem', 'PutItem', 'Query') });
  expect(writesWhen('Watch')).toEqual(inPartitions('WATCH', 'RUN'));
});

it('the replay publishes, marks rejections, notes what it did, and reads the ledger without writing', () => {
  const { cells: _cells, ...ofLedger } = ofReaders;
  expect(allowedTo('Replay')).toEqual({
    ...ofLedger,
    bus: ['events:PutEvents'],
    registry: on('GetItem', 'PutItem', 'Query', 'UpdateItem'),
    rejections: on('GetItem', 'Query', 'UpdateItem'),
  });
  expect(writesWhen('Replay')).toEqual(inPartitions('SOURCE', 'SOURCE_KINDS', 'PERSON_KEYS', 'AUDIT'));
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
    cells: on('GetItem', 'PutItem', 'UpdateItem'),
    registry: on('GetItem', 'Query', 'UpdateItem'),
    rejections: on('PutItem', 'UpdateItem'),
  });
  expect(writesWhen('Aggregate')).toEqual(inPartitions('SOURCE', 'SOURCE_KINDS', 'PERSON_KEYS', 'BACKLOG'));
});

const ofReaders = {
  ...ofAll,
  ledger: on('BatchGetItem', 'GetItem', 'Query'),
  'ledger/index/byTime': on('Query'),
  cells: on('BatchGetItem', 'GetItem', 'Query'),
  rejections: on('GetItem', 'Query'),
};

/** The partitions of the registry that a function may write in; every such statement must name its own. */
const writesWhen = (name: string): string[] =>
  policyOf(production.stateless, name)
    .filter(
      ({ Action, Resource }) =>
        /Put|Update|Delete/.test([Action].flat().join()) && thing([Resource].flat()[0]) === 'registry',
    )
    .flatMap(({ Condition }) => {
      const condition = Condition as { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': string[] } };
      return condition['ForAllValues:StringEquals']['dynamodb:LeadingKeys'];
    })
    .toSorted();

const onlyIn = (name: string) => ({ 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [name] } });
const inPartitions = (...names: string[]) => names.toSorted();

it('the live API writes nothing but what it withholds and how often it is asked', () => {
  expect(allowedTo('Live')).toEqual({ ...ofReaders, registry: on('GetItem', 'PutItem', 'Query', 'UpdateItem') });
  expect(writesWhen('Live')).toEqual(inPartitions('WITHHELD', 'RATE'));
});

it('the API writes in the registry alone, sets secrets of sources that it cannot read, starts replays, and counts what waits', () => {
  expect(allowedTo('Graphql')).toEqual({
    ...ofReaders,
    registry: on('GetItem', 'PutItem', 'Query', 'UpdateItem'),
    'secrets of sources': ['secretsmanager:CreateSecret', 'secretsmanager:PutSecretValue'],
    replay: ['lambda:InvokeFunction'],
    privacy: ['lambda:InvokeFunction'],
    ...countsQueues,
    unstarted: counts,
  });
  expect(writesWhen('Graphql')).toEqual(
    inPartitions('ORGANISATION', 'AUDIT', 'MERGES', 'SOURCE', 'HOOK', 'KEY', 'WITHHELD', 'ALERT', 'RATE'),
  );
});

it('the function of alerts reads counters and the registry, keeps how alerts stand, and publishes; it knows no secret', () => {
  const { secret: _secret, ...ownLog } = ofAll;
  expect(allowedTo('AlertsRole')).toEqual({
    ...ownLog,
    bus: ['events:PutEvents'],
    cells: on('BatchGetItem', 'GetItem', 'Query'),
    registry: on('DeleteItem', 'GetItem', 'PutItem', 'Query'),
  });
  const writes = policyOf(production.stateless, 'AlertsRole').filter(({ Condition }) => Condition !== undefined);
  expect(writes.map(({ Action, Condition }) => [Action, Condition])).toEqual([
    [on('DeleteItem', 'PutItem'), onlyIn('ALERT')],
    [on('PutItem')[0], onlyIn('WITHHELD')],
    [on('PutItem')[0], onlyIn('RUN')],
  ]);
});

it('the privacy function replaces people wherever they lie, looks at queues, and destroys keys; it publishes nothing', () => {
  const { 'ledger/index/byTime': _index, ...ofTables } = ofReaders;
  expect(allowedTo('Privacy')).toEqual({
    ...ofTables,
    ...countsQueues,
    ledger: on('BatchGetItem', 'PutItem', 'Scan'),
    cells: on('BatchGetItem', 'DeleteItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'),
    registry: on('DeleteItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'),
    rejections: on('Query', 'UpdateItem'),
  });
  expect(writesWhen('Privacy')).toEqual(
    inPartitions(
      'ERASURE',
      'RATE',
      'ERASED',
      'PERSON_KEYS',
      'MERGES',
      'AUDIT',
      'RETENTION',
      'ERASED',
      'RETENTION',
      'WITHHELD',
      'RUN',
    ),
  );
  const deletes = policyOf(production.stateless, 'Privacy').filter(
    ({ Action, Resource }) => thing([Resource].flat()[0]) === 'registry' && `${Action}`.includes('DeleteItem'),
  );
  // Neither receipts nor the audit trail.
  expect(deletes.map(({ Condition }) => Condition)).toEqual([
    { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['ERASED', 'RETENTION', 'RATE'] } },
  ]);
});

it('the canary reads what it goes by, and notes that it ran; it publishes, reads and writes by the door and the API alone', () => {
  const { secret: _secret, ...ownLog } = ofAll;
  expect(allowedTo('CanaryRole')).toEqual({
    ...ownLog,
    'access of the canary': ['secretsmanager:GetSecretValue'],
    registry: on('PutItem'),
  });
  expect(writesWhen('CanaryRole')).toEqual(inPartitions('RUN'));
  const all = Object.keys(resourcesOf(local.stateless, 'AWS::Lambda::Function'));
  expect(all.filter((id) => id.startsWith('Canary'))).toEqual([]);
});

it('the verification reads the ledger, the cells and the organisation, and writes nothing but that it ran; it knows no secret', () => {
  const { secret: _secret, rejections: _rejections, ...ofStores } = ofReaders;
  expect(allowedTo('Verify')).toEqual({ ...ofStores, registry: on('GetItem', 'PutItem', 'Query') });
  expect(writesWhen('Verify')).toEqual(inPartitions('RUN'));
});

it('no role has an action with a wildcard or a policy that AWS manages', () => {
  for (const { Properties } of Object.values(resourcesOf(production.stateless, 'AWS::IAM::Policy')))
    for (const { Action } of Properties.PolicyDocument.Statement) expect([Action].flat().join()).not.toContain('*');
  const roles: Resource[] = Object.values(resourcesOf(production.stateless, 'AWS::IAM::Role'));
  expect(roles).toHaveLength(18);
  for (const { Properties } of roles) expect(Properties).not.toHaveProperty('ManagedPolicyArns');
});
