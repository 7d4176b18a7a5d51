import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { type PollDeps, pollSources } from '../../functions/ingest/poll/poll-sources.ts';
import type { Received } from '../../functions/ingest/received.ts';
import type { Page, RunContext, SourceAdapter } from '../../functions/ingest/sources/adapter.ts';
import { kind } from '../../functions/ingest/sources/kind.ts';
import { countAccepted, writeBacklog } from '../../shared/store/rate-backlog.ts';
import { createSourceCursors } from '../../shared/store/source-cursors.ts';
import { createSourceRegistry } from '../../shared/store/sources.ts';
import type { Engine } from '../engine.ts';

export type Run = (context: RunContext<unknown>) => AsyncGenerator<Page, void, void>;

/** A page of notes with these ids. */
export const page = (cursor: unknown, ...ids: string[]): Page => ({
  parts: ids.map((id) => ({ kind: 'note', payload: { id } })),
  cursor,
});

const adapterOf = (id: string, run: Run, secrets: Record<string, string>): SourceAdapter => ({
  id,
  name: id,
  description: 'A provider of the test.',
  settings: z.strictObject({ board: z.string().optional() }),
  secrets,
  scheduled: { every: 'PT5M', run },
  kinds: {
    note: kind('post', z.looseObject({ id: z.string() }), (note) => ({
      id: note.id,
      activity: 'post',
      time: '2026-11-20T10:00:00Z',
      data: { actor: { id: 'test:brand', kind: 'brand' } },
    })),
  },
});

/** The poll on a registry of its own in the real engine, with adapters that the test plays and a flow that records. */
export async function pollOn(engine: Engine) {
  const { registry: tableName } = await engine.createTables();
  const runs = new Map<string, SourceAdapter>();
  let now = Date.parse('2026-11-20T12:00:00Z');
  const clock = () => now;
  const sources = createSourceRegistry({ client: engine.client, tableName, clock });
  const cursors = createSourceCursors({ client: engine.client, tableName });
  const accepted: string[] = [];
  const traces: (string | undefined)[] = [];
  const logged: unknown[][] = [];
  const log = (...line: unknown[]) => void logged.push(line);
  const harness = {
    sources,
    cursors,
    accepted,
    /** Of each page that was accepted. */
    traces,
    logged,
    /** Whether everything is taken. */
    takes: true,
    answer: async (_request: Request): Promise<Response> => new Response(),
    pass: (minutes: number) => (now += minutes * 60_000),
    /** The fold notes that it is a minute behind. */
    fallBehind: () =>
      writeBacklog(
        engine.client,
        tableName,
        { accepted: 0 },
        { at: now, waiting: 60_000, rate: 1_000, sources: 1, counted: 0, share: 500 },
      ),
    counted: async () => (await countAccepted(engine.client, tableName, 0)).accepted,
    /** Registers a source with an adapter of its own. */
    async add(id: string, run: Run, fields: Record<string, string> = {}, secrets: Record<string, string> = {}) {
      runs.set(`${id}-adapter`, adapterOf(`${id}-adapter`, run, secrets));
      await sources.registerSource({ id, channel: 'blog', department: 'marketing' });
      const given = Object.entries({ adapter: `${id}-adapter`, hook: `hook-${id}`, ...fields });
      await engine.client.send(
        new UpdateItemCommand({
          TableName: tableName,
          Key: { pk: { S: 'SOURCE' }, sk: { S: id } },
          UpdateExpression: `SET ${given.map(([name]) => `#${name} = :${name}`).join(', ')}`,
          ExpressionAttributeNames: Object.fromEntries(given.map(([name]) => [`#${name}`, name])),
          ExpressionAttributeValues: Object.fromEntries(given.map(([name, value]) => [`:${name}`, { S: value }])),
        }),
      );
    },
    poll: () => pollSources(deps),
  };
  const deps: PollDeps = {
    countAccepted: (interactions) => countAccepted(engine.client, tableName, interactions),
    flow: {
      sources,
      organisation: () => Promise.reject(new Error('not asked')),
      accept: async (received: readonly Received[], { trace }) => {
        traces.push(trace);
        if (!harness.takes) return { accepted: 0, rejected: [], kept: false };
        for (const one of received) if ('event' in one) accepted.push((one.event as { id: string }).id);
        return { accepted: received.length, rejected: [], kept: true };
      },
      contextOf: async (source, adapter) => {
        const settings = adapter.settings.safeParse(JSON.parse(source.settings ?? '{}'));
        if (!settings.success) return { misconfigured: 'settings' };
        return {
          source: source.id,
          channel: 'blog',
          channelKind: undefined,
          department: 'marketing',
          channels: [],
          departments: [],
          settings: settings.data,
          opaque: (text) => text,
        };
      },
      report: (failed, error) => log('report', failed, error),
    },
    secrets: { read: async (hook) => ({ values: { token: `of ${hook}` } }) },
    cursors,
    tools: {
      fetch: async (input, init) => harness.answer(new Request(input, init)),
      WebSocket: class {} as never,
    },
    webhookUrl: (adapter, hook) => `https://door.example/v1/sources/${adapter}/${hook}`,
    findAdapter: async (id) => runs.get(id),
    clock,
    logger: { info: log, warn: log } as never,
  };
  return harness;
}
