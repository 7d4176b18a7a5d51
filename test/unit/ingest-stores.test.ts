import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import { defaultOrganisation } from '../../shared/organisation.ts';
import { loadOrganisation } from '../../shared/store/organisation.ts';
import { createRejectionStore } from '../../shared/store/rejections.ts';
import type { SourceNote } from '../../shared/store/source-item.ts';
import { createSourceRegistry } from '../../shared/store/sources.ts';
import { engineForEach } from '../engine-for-each.ts';
import { cloudEvent, ingest, keys, now, source } from './ingest-harness.ts';

const stage = engineForEach(now);
const { clock } = stage;

const hour = 3_600_000;

describe('sources', () => {
  const registry = () => createSourceRegistry({ client: stage.client, tableName: stage.names.registry, clock });
  const note = (latest: string, over: Partial<SourceNote> = {}): SourceNote => ({
    latest,
    recordedAt: '2026-11-20T12:00:00.000Z',
    recorded: 0,
    duplicates: 0,
    ...over,
  });

  test('a source is registered once and keeps its first name and place', async () => {
    await registry().registerSource({ id: source, channel: 'x', department: 'service', cadence: 'PT1H' });
    stage.time += hour;
    await registry().registerSource({ id: source, channel: 'email', department: 'sales' });
    expect(await registry().listSources()).toEqual([
      {
        id: source,
        name: source,
        channel: 'x',
        department: 'service',
        cadence: 'PT1H',
        firstSeenAt: '2026-11-20T12:00:00.000Z',
        rejected: 0,
        recorded: 0,
        duplicates: 0,
        ignored: 0,
        unknown: 0,
      },
    ]);
  });

  test('the last interaction only moves forward, and does not stop a later registration', async () => {
    const { noteInteractions, registerSource, findSource } = registry();
    for (const minute of [10, 30, 20]) await noteInteractions(source, note(`2026-11-20T09:${minute}:00.000Z`));
    await registerSource({ id: source, channel: 'x', department: 'service' });
    expect(await findSource(source)).toMatchObject({ lastInteractionAt: '2026-11-20T09:30:00.000Z', channel: 'x' });
  });

  test('what a batch told is added up, whatever its age and whichever process notes it', async () => {
    const one = registry();
    const other = registry();
    await one.noteInteractions(source, note('2026-11-20T09:30:00.000Z', { recorded: 3, duplicates: 1 }));
    await other.noteInteractions(source, note('2026-11-20T09:10:00.000Z', { recorded: 2 }));
    await other.noteInteractions(source, note('2026-11-20T09:20:00.000Z', { duplicates: 4 }));
    await one.noteInteractions(source, note('2026-11-20T09:30:00.000Z', { duplicates: 2 }));
    expect(await one.findSource(source)).toMatchObject({
      lastInteractionAt: '2026-11-20T09:30:00.000Z',
      lagSeconds: 9000,
      lastRecordedAt: '2026-11-20T12:00:00.000Z',
      recorded: 5,
      duplicates: 7,
    });
  });

  test('refused interactions are added up for registered sources only', async () => {
    const { countRejections, registerSource, listSources } = registry();
    await registerSource({ id: source });
    await Promise.all([countRejections(source, 2), countRejections(source, 3), countRejections('https://other', 1)]);
    expect(await listSources()).toMatchObject([{ id: source, rejected: 5 }]);
  });

  test('a key leads to its source until it expires', async () => {
    const { registerKey, registerSource, findSourceByKey } = registry();
    await registerSource({ id: source, channel: 'x' });
    await registerKey('key-1', source, '2026-11-20T12:00:30.000Z');
    expect(await findSourceByKey('key-1')).toMatchObject({ id: source, channel: 'x' });
    expect(await findSourceByKey('key-2')).toBeUndefined();
    stage.time += 31_000;
    expect(await findSourceByKey('key-1')).toBeUndefined();
  });
});

describe('the organisation', () => {
  const put = (b: unknown) =>
    stage.client.send(
      new PutItemCommand({
        TableName: stage.names.registry,
        Item: { pk: { S: 'ORGANISATION' }, sk: { S: '-' }, b: { S: JSON.stringify(b) } },
      }),
    );

  test('is the default one until the registry has another, which is seen within a minute', async () => {
    expect(await loadOrganisation(stage.client, stage.names.registry, clock)).toEqual(defaultOrganisation);
    await put({ ...defaultOrganisation, name: 'Other' });
    stage.time += 59_000;
    expect((await loadOrganisation(stage.client, stage.names.registry, clock)).name).toBe('Acme');
    stage.time += 1_000;
    expect((await loadOrganisation(stage.client, stage.names.registry, clock)).name).toBe('Other');
  });

  test('one that is not an organisation is an error, not a silent default', async () => {
    await put({ name: 'Other' });
    await expect(loadOrganisation(stage.client, stage.names.registry, clock)).rejects.toThrow();
  });

  test('decides which channels and departments interactions may name', async () => {
    await put({ ...defaultOrganisation, channels: [{ id: 'fax', name: 'Fax', kind: 'direct' }] });
    const { post } = ingest({
      dynamo: stage.client,
      registryTable: stage.names.registry,
      rejectionsTable: stage.names.rejections,
    });
    const { body } = await post([cloudEvent({}, { channel: 'fax' }), cloudEvent({ id: 'b' })]);
    expect(body).toMatchObject({
      accepted: 1,
      rejected: [{ id: 'b', code: 'UNKNOWN_CHANNEL', message: 'Known are fax.' }],
    });
  });
});

describe('ingest on the real engine', () => {
  test('registers the source, counts what it refused and keeps it', async () => {
    const { post, request } = ingest({
      dynamo: stage.client,
      registryTable: stage.names.registry,
      rejectionsTable: stage.names.rejections,
    });
    expect((await request('/health')).status).toBe(200);
    await post([cloudEvent(), cloudEvent({ id: 'bad' }, { colour: 1 })]);
    await post([cloudEvent({ id: 'worse' }, { colour: 1 })]);
    const sources = createSourceRegistry({ client: stage.client, tableName: stage.names.registry, clock });
    expect(await sources.listSources()).toMatchObject([
      { id: source, channel: 'x', department: 'service', rejected: 2 },
    ]);
    const kept = createRejectionStore({
      client: stage.client,
      tableName: stage.names.rejections,
      key: keys.payload,
      clock,
    });
    const { edges } = await kept.list({ first: 10 });
    expect(edges.map(({ node }) => node.id).sort()).toEqual(['bad', 'worse']);
  });
});
