import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { metricLines } from '../../functions/ingest/watch/metric-lines.ts';
import { watchSources } from '../../functions/ingest/watch/watch-sources.ts';
import { judgeSources, type Looks } from '../../shared/judge-sources.ts';
import type { RegisteredSource } from '../../shared/store/source-item.ts';
import { createSourceRegistry } from '../../shared/store/sources.ts';
import { createSnapshots } from '../../shared/store/watch-snapshots.ts';
import { type Engine, startEngine } from '../engine.ts';

const now = Date.parse('2026-11-20T12:00:00Z');
const none = { recorded: 0, duplicates: 0, rejected: 0, ignored: 0, unknown: 0 };
const source = (more: Partial<RegisteredSource> = {}): RegisteredSource => ({ id: 'a', name: 'a', ...none, ...more });
const hourAgo: Looks = { before: undefined, hourAgo: { at: now - 3_600_000, sources: { a: none } }, now };
const verdicts = (more: Partial<RegisteredSource>, looks = hourAgo) => judgeSources([source(more)], looks).verdicts;

describe('a source is', () => {
  it.each([
    ['silent after its cadence', { cadence: 'PT1H', lastInteractionAt: '2026-11-20T10:59:00.000Z' }, 'silent', 1],
    ['not silent within it', { cadence: 'PT1H', lastInteractionAt: '2026-11-20T11:01:00.000Z' }, 'silent', 0],
    ['not silent without one', { lastInteractionAt: '2020-01-01T00:00:00.000Z' }, 'silent', 0],
    ['refusing above 5 % and 20', { recorded: 300, rejected: 21 }, 'refusing', 1],
    ['not refusing for a few of few', { recorded: 0, rejected: 20 }, 'refusing', 0],
    ['not refusing for a few of many', { recorded: 9_900, duplicates: 90, rejected: 100 }, 'refusing', 0],
    ['of unknown kinds above 20', { unknown: 21 }, 'unknown', 1],
    ['not of unknown kinds below', { unknown: 20, ignored: 500 }, 'unknown', 0],
    ['failing after an hour', { failingSince: '2026-11-20T11:00:00.000Z' }, 'failing', 1],
    ['not failing before', { failingSince: '2026-11-20T11:00:01.000Z' }, 'failing', 0],
  ] as const)('%s', (_, more, verdict, expected) => {
    expect(verdicts(more)[verdict]).toBe(expected);
  });

  it('nothing while it is paused', () => {
    const bad = { cadence: 'PT1M', lastInteractionAt: '2026-11-20T10:00:00.000Z', rejected: 500, unknown: 500 };
    expect(
      verdicts({ ...bad, pausedAt: '2026-11-20T11:00:00.000Z', failingSince: '2026-11-20T10:00:00.000Z' }),
    ).toEqual({
      silent: 0,
      refusing: 0,
      unknown: 0,
      failing: 0,
    });
  });

  it('not judged by the hour when what it counted an hour ago is not known', () => {
    expect(verdicts({ rejected: 500, unknown: 500 }, { ...hourAgo, hourAgo: undefined })).toMatchObject({
      refusing: 0,
      unknown: 0,
    });
  });

  it('judged by all it counted when it is younger than the hour', () => {
    expect(verdicts({ rejected: 500 }, { ...hourAgo, hourAgo: { at: now - 3_600_000, sources: {} } }).refusing).toBe(1);
  });
});

it('writes metrics as CloudWatch reads them from a log', () => {
  const before = { at: now - 300_000, sources: { 'https://x.example/ü': { ...none, recorded: 2 } } };
  const heard = source({
    id: 'https://x.example/ü',
    recorded: 5,
    cadence: 'P1D',
    lastInteractionAt: '2026-11-20T11:00:00.000Z',
    lagSeconds: 3,
  });
  const { readings, verdicts: found } = judgeSources([heard, source({ id: 'quiet' })], {
    before: undefined,
    hourAgo: undefined,
    now,
  });
  const [ofHeard, totals, ...more] = metricLines(readings, found, 'Polylog-test', now).map((line) => JSON.parse(line));
  expect(more).toEqual([]);
  expect(ofHeard).toEqual({
    _aws: {
      Timestamp: now,
      CloudWatchMetrics: [
        {
          Namespace: 'Polylog-test',
          Dimensions: [['Source']],
          Metrics: [
            { Name: 'Silent', Unit: 'Count' },
            { Name: 'Lag', Unit: 'Seconds' },
          ],
        },
      ],
    },
    Source: 'https://x.example/%C3%BC',
    Silent: 0,
    Lag: 3,
  });
  expect(totals).toMatchObject({ SilentSources: 0, RefusingSources: 0, SourcesOfUnknownKinds: 0, FailingSources: 0 });
  const later = judgeSources([heard], { before, hourAgo: undefined, now });
  expect(JSON.parse(metricLines(later.readings, later.verdicts, 'n', now)[0] ?? '')).toMatchObject({
    Recorded: 3,
    Rejected: 0,
  });
});

describe('the watch', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startEngine();
  });
  afterAll(() => engine.stop());

  /** The watch on a registry of its own, with one source. */
  async function watched() {
    const { registry: tableName } = await engine.createTables();
    let at = now;
    const clock = () => at;
    const sources = createSourceRegistry({ client: engine.client, tableName, clock });
    await sources.registerSource({ id: 'a' });
    const lines: string[] = [];
    const deps = {
      sources,
      snapshots: createSnapshots({ client: engine.client, tableName }),
      namespace: 'n',
      clock,
      write: (line: string) => void lines.push(line),
    };
    return {
      async look(minutes: number) {
        at += minutes * 60_000;
        lines.length = 0;
        const found = await watchSources(deps);
        const [reading] = lines.map((line) => JSON.parse(line)).filter(({ Source }) => Source === 'a');
        return { ...found, rejectedSince: reading?.Rejected };
      },
      reject: (count: number) =>
        engine.client.send(
          new UpdateItemCommand({
            TableName: tableName,
            Key: { pk: { S: 'SOURCE' }, sk: { S: 'a' } },
            UpdateExpression: 'ADD rejected :count',
            ExpressionAttributeValues: { ':count': { N: String(count) } },
          }),
        ),
    };
  }

  it('tells what was refused since the look before, and alarms for the hour in which it was', async () => {
    const { look, reject } = await watched();
    await reject(1_000);
    expect(await look(0)).toMatchObject({ refusing: 0, rejectedSince: undefined });
    for (let index = 0; index < 12; index += 1) expect(await look(5)).toMatchObject({ refusing: 0, rejectedSince: 0 });
    await reject(30);
    expect(await look(5)).toMatchObject({ refusing: 1, rejectedSince: 30 });
    for (let index = 0; index < 11; index += 1) expect(await look(5)).toMatchObject({ refusing: 1, rejectedSince: 0 });
    expect(await look(5)).toMatchObject({ refusing: 0 });
  });

  it('tells no rate after it was off', async () => {
    const { look, reject } = await watched();
    await look(0);
    await reject(500);
    expect(await look(65)).toMatchObject({ refusing: 0, rejectedSince: undefined });
  });
});
