import { expect, it } from 'vitest';
import { configOf, stages } from '../../cdk/config.ts';

it.each(stages)('the stage %s has all its settings', (stage) => {
  const config = configOf(stage);
  expect(config).toMatchObject({ stage, roleClaim: 'roles', foldConcurrency: config.lanes });
});

it('lets pages of other origins in where they are listed; locally those of front ends in development', () => {
  expect(configOf('production').corsOrigins).toEqual([]);
  expect(configOf('local').corsOrigins).toEqual(
    expect.arrayContaining(['http://localhost:3000', 'http://localhost:5173', 'http://127.0.0.1:4173']),
  );
  const corsOrigins = ['https://a.example', 'http://localhost:3001'];
  expect(configOf('staging', { corsOrigins }).corsOrigins).toEqual(corsOrigins);
  expect(configOf('local', { corsOrigins: corsOrigins.join(',') }).corsOrigins).toEqual(corsOrigins);
  expect(configOf('local', { corsOrigins: '' }).corsOrigins).toEqual([]);
});

it('takes persisted documents alone where it is deployed, unless told otherwise', () => {
  expect(stages.map((stage) => configOf(stage).persistedOnly)).toEqual([false, true, true]);
  expect(configOf('production', { persistedOnly: 'false' }).persistedOnly).toBe(false);
});

it.each([
  'a.example',
  'https://a.example/',
  'https://a.example/app',
  'https://a.example:443',
  'https://*',
  '*',
  'null',
])('refuses %s as an origin: no browser sends it', (one) =>
  expect(() => configOf('production', { corsOrigins: one })).toThrow('corsOrigins'),
);

it('replaces single settings, as text from the command line too, and leaves out what is undefined', () => {
  expect(configOf('staging', { lanes: '8', roleClaim: undefined })).toMatchObject({ lanes: 8, roleClaim: 'roles' });
});

it.each([
  ['an unknown stage', 'prod', {}, 'stage is one of local, staging, production'],
  ['no lane', 'local', { lanes: 0 }, 'lanes'],
  ['text for a number', 'local', { lanes: 'many' }, 'lanes'],
  ['no stream at all', 'local', { liveStreams: '0' }, 'liveStreams'],
  ['what is no address', 'local', { alarmEmail: 'nobody' }, 'alarmEmail'],
  ['what is no address for alerts', 'production', { alertEmail: 'nobody' }, 'alertEmail'],
  ['a setting that does not exist', 'local', { lane: 2 }, 'lane'],
  ['a sign-in by links outside the stage local', 'staging', { signIn: 'link' }, 'signIn'],
  ['a name without its certificate', 'production', { domainName: 'social.example' }, 'certificateArn'],
  [
    'a certificate that CloudFront does not take',
    'production',
    { domainName: 'social.example', certificateArn: 'arn:aws:acm:eu-central-1:111122223333:certificate/1' },
    'us-east-1',
  ],
  ['days that CloudWatch does not take', 'local', { logRetentionDays: 2 }, 'logRetentionDays'],
])('refuses %s by name', (_, stage, replaced, name) => {
  expect(() => configOf(stage, replaced)).toThrow(name);
});
