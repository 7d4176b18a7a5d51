import { describe, expect, test } from 'vitest';
import { hookOf } from '../../shared/source-hook.ts';
import { connectSource } from '../../shared/store/connect-source.ts';
import { listKinds } from '../../shared/store/source-kinds.ts';
import { createSourceRegistry } from '../../shared/store/sources.ts';
import { pauseSource } from '../../shared/store/update-source.ts';
import { engineForEach } from '../engine-for-each.ts';
import { now, recordingClient, source } from './ingest-harness.ts';

const stage = engineForEach(now);
const options = () => ({ client: stage.client, tableName: stage.names.registry, clock: stage.clock });
const registry = () => createSourceRegistry(options());
const eve = { who: 'eve', roles: ['engineer'] } as const;
const connected = { id: source, adapter: 'standard-webhooks', channel: 'x', department: 'service', settings: '{}' };

describe('the address of a webhook', () => {
  test('is the same for the same source, and has 22 characters that need no escaping', () => {
    expect(hookOf('https://acme.example/crm')).toBe('nK46QQz1m75TSlSgTXfQQc');
    expect(hookOf(`https://${'ü'.repeat(500)}`)).toMatch(/^[\w-]{22}$/);
  });

  test.each(['', 'short', 'x'.repeat(23), 'ü'.repeat(22), 'x'.repeat(5_000), '../../SOURCE/https:....'])(
    'that is none (%.30j) costs no read',
    async (hook) => {
      const { client, sent } = recordingClient();
      const sources = createSourceRegistry({ client, tableName: 'registry', clock: () => now });
      expect(await sources.findSourceByHook(hook)).toBeUndefined();
      expect(sent).toEqual([]);
    },
  );

  test('leads to its source within five seconds after it is connected', async () => {
    const { findSourceByHook } = registry();
    expect(await findSourceByHook(hookOf(source))).toBeUndefined();
    await connectSource(options(), eve, connected);
    stage.time += 5_000;
    expect(await findSourceByHook(hookOf(source))).toMatchObject({ id: source, adapter: 'standard-webhooks' });
    expect(await findSourceByHook(hookOf('https://x.com/other'))).toBeUndefined();
  });

  test('tells of a pause within a minute, and that it is over within five seconds', async () => {
    await connectSource(options(), eve, connected);
    const { findSourceByHook } = registry();
    const pausedAt = async () => (await findSourceByHook(hookOf(source)))?.pausedAt;
    expect(await pausedAt()).toBeUndefined();
    await pauseSource(options(), eve, source, true);
    stage.time += 60_000;
    expect(await pausedAt()).toBe('2026-11-20T12:00:00.000Z');
    await pauseSource(options(), eve, source, false);
    stage.time += 5_000;
    expect(await pausedAt()).toBeUndefined();
  });
});

test('what a batch told costs one call, and one more where this process learns that it has nothing newer', async () => {
  const calls: string[] = [];
  const counting = {
    send: (command: { input: { UpdateExpression: string } }) => {
      calls.push(command.input.UpdateExpression.includes('lastInteractionAt') ? 'newest' : 'counts');
      return stage.client.send(command as never);
    },
  } as never;
  const { noteInteractions } = createSourceRegistry({ ...options(), client: counting });
  const note = (minute: number) => ({
    ...{ latest: `2026-11-20T09:${minute}:00.000Z`, recordedAt: '2026-11-20T12:00:00.000Z' },
    ...{ recorded: 1, duplicates: 0 },
  });
  await registry().noteInteractions(source, note(50));
  for (const minute of [10, 20, 30, 50]) await noteInteractions(source, note(minute));
  expect(calls).toEqual(['newest', 'counts', 'counts', 'counts', 'counts']);
  calls.length = 0;
  for (const minute of [51, 52]) await noteInteractions(source, note(minute));
  expect(calls).toEqual(['newest', 'newest']);
});

describe('kinds that are left alone', () => {
  const noted = async (id = source) => (await listKinds(stage.client, stage.names.registry)).get(id);

  test('are added up by kind, and those that the adapter does not know apart', async () => {
    await connectSource(options(), eve, connected);
    const { noteKinds, findSource } = registry();
    await noteKinds(source, new Map([['ping', 1]]));
    await noteKinds(source, new Map(Object.entries({ ping: 2, pk: 1, '? new': 4 })));
    await noteKinds(source, new Map());
    expect(await noted()).toEqual([
      { kind: 'new', known: false, count: 4 },
      { kind: 'ping', known: true, count: 3 },
      { kind: 'pk', known: true, count: 1 },
    ]);
    expect(await findSource(source)).toMatchObject({ ignored: 4, unknown: 4 });
  });

  test('are at most 200 that are told apart, and none is lost', async () => {
    const { noteKinds } = registry();
    const kinds = Array.from({ length: 450 }, (_, n): [string, number] => [`${n % 2 ? '? ' : ''}kind.${n}`, 1]);
    await noteKinds(source, new Map(kinds.slice(0, 3)));
    await noteKinds(source, new Map(kinds));
    const all = (await noted()) ?? [];
    expect(all.length).toBeLessThanOrEqual(202);
    expect(all.reduce((sum, { count }) => sum + count, 0)).toBe(453);
    expect(
      all
        .filter(({ kind }) => kind === 'other')
        .map(({ known }) => known)
        .toSorted(),
    ).toEqual([false, true]);
  });

  test('of many deliveries at once are all counted', async () => {
    const { noteKinds } = registry();
    await Promise.all(Array.from({ length: 20 }, (_, n) => noteKinds(source, new Map([[`kind.${n % 3}`, 1]]))));
    expect((await noted())?.map(({ count }) => count)).toEqual([7, 7, 6]);
  });
});

describe('runs of a scheduled source', () => {
  test('are noted with what went wrong, and since when it does', async () => {
    await connectSource(options(), eve, connected);
    const { noteRun, findSource } = registry();
    const minute = (n: number) => `2026-11-20T12:0${n}:00.000Z`;
    await noteRun(source, minute(1), 'TIMEOUT');
    await noteRun(source, minute(2), 'HTTP_500');
    expect(await findSource(source)).toMatchObject({
      lastRunAt: minute(2),
      lastRunError: 'HTTP_500',
      failingSince: minute(1),
    });
    await noteRun(source, minute(3));
    const fine = await findSource(source);
    expect([fine?.lastRunAt, fine?.lastRunError, fine?.failingSince]).toEqual([minute(3), undefined, undefined]);
  });

  test('of one that is not registered register nothing', async () => {
    await registry().noteRun(source, '2026-11-20T12:00:00.000Z');
    expect(await registry().listSources()).toEqual([]);
  });
});
