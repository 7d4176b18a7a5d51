import { expect, it } from 'vitest';
import { configOf, stages } from '../../cdk/config.ts';

it.each(stages)('the stage %s has all its settings', (stage) => {
  const config = configOf(stage);
  expect(config).toMatchObject({ stage, roleClaim: 'roles', corsOrigins: [] });
  expect(config.foldConcurrency).toBe(config.lanes);
});

it('replaces single settings, as text from the command line too, and leaves out what is undefined', () => {
  expect(configOf('staging', { lanes: '8', roleClaim: undefined })).toMatchObject({ lanes: 8, roleClaim: 'roles' });
});

it.each([
  ['an unknown stage', 'prod', {}, 'stage is one of local, staging, production'],
  ['no lane', 'local', { lanes: 0 }, 'lanes'],
  ['text for a number', 'local', { lanes: 'many' }, 'lanes'],
  ['no stream at all', 'local', { liveStreams: '0' }, 'liveStreams'],
  ['what is no address', 'local', { alarmEmail: 'nobody' }, 'alarmEmail'],
  ['a setting that does not exist', 'local', { lane: 2 }, 'lane'],
  ['days that CloudWatch does not take', 'local', { logRetentionDays: 2 }, 'logRetentionDays'],
])('refuses %s by name', (_, stage, replaced, name) => {
  expect(() => configOf(stage, replaced)).toThrow(name);
});
