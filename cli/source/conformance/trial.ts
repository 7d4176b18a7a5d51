import { acceptInteractions } from '../../../functions/ingest/accept-interactions.ts';
import { checkContext } from '../../../functions/ingest/check-event.ts';
import type { Flow } from '../../../functions/ingest/create-flow.ts';
import type { Received } from '../../../functions/ingest/received.ts';
import type { RunContext, SourceAdapter, SourceContext, Tools } from '../../../functions/ingest/sources/adapter.ts';
import { acceptParts } from '../../../functions/ingest/webhook/accept-parts.ts';
import { receiveWebhook } from '../../../functions/ingest/webhook/receive-webhook.ts';
import { sourceContext } from '../../../functions/ingest/webhook/source-context.ts';
import { deriveKeys } from '../../../shared/derive-keys.ts';
import type { Interaction } from '../../../shared/interaction.ts';
import { defaultOrganisation } from '../../../shared/organisation.ts';
import { createPseudonymiser } from '../../../shared/pseudonym.ts';
import type { Rejection } from '../../../shared/rejection.ts';
import type { RegisteredSource } from '../../../shared/store/source-item.ts';
import type { StoredSecrets } from '../../../shared/store/source-secrets.ts';
import type { FixtureRun, SourceFixture } from '../fixture.ts';
import { must } from './check.ts';
import { fakeSocket } from './fake-socket.ts';

export const hook = 'the-hook';
export const webhookOf = (adapter: SourceAdapter, query = ''): URL =>
  new URL(`https://polylog.example/v1/sources/${adapter.id}/${hook}${query}`);

const keys = deriveKeys('a secret of the conformance suite, 32 characters and more');

/** When the deliveries of a fixture come, unless a check says otherwise. */
export const trialTime = Date.parse('2026-11-22T12:00:00Z');

export interface TrialOptions {
  /** Milliseconds since 1970. */
  now?: number;
  secrets?: StoredSecrets;
  paused?: boolean;
  run?: FixtureRun;
}

/** An adapter behind the real flow, with everything that the flow stores kept in memory. */
export function createTrial(tried: SourceAdapter, fixture: SourceFixture, options: TrialOptions = {}) {
  /** What the adapter threw: the flow takes it for a changed shape, and its author wants to know. */
  const thrown: unknown[] = [];
  const adapter = { ...tried, kinds: listening(tried.kinds, (error) => thrown.push(error)) };
  const now = options.now ?? trialTime;
  const source: RegisteredSource = {
    id: fixture.source ?? `https://${adapter.id}.example/acme`,
    name: adapter.name,
    adapter: adapter.id,
    channel: fixture.channel,
    department: fixture.department,
    settings: JSON.stringify(fixture.settings ?? {}),
    recorded: 0,
    duplicates: 0,
    rejected: 0,
    ignored: 0,
    unknown: 0,
    ...(options.paused && { pausedAt: '2026-11-01T00:00:00.000Z' }),
  };
  const received: Received[] = [];
  const published: Interaction[] = [];
  const rejected: Rejection[] = [];
  const ignored = new Map<string, number>();
  const tools = toolsFor(fixture, options.run);

  const context = (): SourceContext => {
    const made = sourceContext(source, adapter, defaultOrganisation, keys.opaque);
    must(!('misconfigured' in made), `The fixture's source lacks or has a wrong ${JSON.stringify(made)}.`);
    return made as SourceContext;
  };

  const sources = {
    findSourceByHook: async (asked: string) => (asked === hook ? source : undefined),
    findSourceByKey: async (key: string) =>
      key === 'the-key' ? source : key === 'a-foreign-key' ? { ...source, id: 'https://other.example' } : undefined,
    noteKinds: async (_source: string, kinds: ReadonlyMap<string, number>) => {
      for (const [kind, count] of kinds) ignored.set(kind, (ignored.get(kind) ?? 0) + count);
    },
    countRejections: async () => {},
    registerSource: async () => {},
  };
  const flow = {
    sources,
    organisation: async () => defaultOrganisation,
    report: (failed: string, error: unknown) => {
      throw new Error(`Could not ${failed}: ${error}`);
    },
    accept: async (items: readonly Received[]) => {
      received.push(...items);
      return acceptInteractions(items, {
        check: checkContext(defaultOrganisation, now, source.id),
        normalise: {
          digestKey: keys.digest,
          pseudonymise: createPseudonymiser(keys),
          recordedAt: new Date(now).toISOString(),
        },
        // What is read of a text is tested elsewhere; here only whether it arrives.
        loadReadText: async () => (text) => ({ topics: [`${text.length} characters`] }),
        publish: async (interactions) => {
          published.push(...interactions);
          return interactions.map(() => 'taken' as const);
        },
        rejections: {
          put: async (kept: readonly Rejection[]) => {
            rejected.push(...kept);
          },
        },
        sources,
        registersSources: false,
        report: flow.report,
      });
    },
    contextOf: async () => context(),
  } as unknown as Flow;
  const stored = options.secrets ?? { values: fixture.secrets ?? {} };

  return {
    source,
    context,
    received,
    published,
    rejected,
    ignored,
    thrown,

    /** Sends a request to the webhook. */
    send: (request: Request): Promise<Response> =>
      receiveWebhook(
        request,
        { adapter: adapter.id, hook },
        {
          flow,
          secrets: { read: async () => stored, readAgain: async () => stored },
          tools,
          localKey: undefined,
          gate: { closed: async () => undefined, admit: async () => undefined, accepted: () => undefined },
          clock: () => now,
          load: async () => adapter,
        },
      ),

    /** Runs a scheduled adapter to its end, at most 100 pages, and gives its last cursor. */
    async run(cursor: unknown, deadline = now + 60_000): Promise<{ pages: number; cursor: unknown }> {
      must(adapter.scheduled, 'It is not scheduled.');
      const runContext: RunContext<unknown> = {
        ...context(),
        ...tools,
        secrets: fixture.secrets ?? {},
        cursor,
        now,
        deadline,
        webhookUrl: webhookOf(adapter).href,
      };
      let pages = 0;
      let left = cursor;
      for await (const page of adapter.scheduled.run(runContext)) {
        pages += 1;
        must(pages <= 100, 'A run has more than 100 pages for a fixture: it does not see that there is nothing new.');
        await acceptParts(page.parts, { source, adapter, context: context() }, flow);
        left = JSON.parse(JSON.stringify(page.cursor ?? null));
      }
      return { pages, cursor: left };
    },
  };
}
export type Trial = ReturnType<typeof createTrial>;

function toolsFor(fixture: SourceFixture, run: FixtureRun | undefined): Tools {
  const respond = run?.respond ?? fixture.respond;
  return {
    fetch: async (input, init) => {
      const request = new Request(input, init);
      if (respond === undefined) throw new TypeError(`The fixture answers nothing at ${request.url}.`);
      return respond(request);
    },
    WebSocket: fakeSocket(run?.feed),
  };
}

const listening = (kinds: SourceAdapter['kinds'], hear: (error: unknown) => void): SourceAdapter['kinds'] =>
  Object.fromEntries(
    Object.entries(kinds).map(([name, found]) => {
      if (!('map' in found)) return [name, found];
      const map: typeof found.map = (payload, context) => {
        try {
          return found.map(payload, context);
        } catch (error) {
          hear(error);
          throw error;
        }
      };
      return [name, { ...found, map }];
    }),
  );
