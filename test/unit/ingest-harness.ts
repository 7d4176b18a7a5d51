import { createIngestApp, type IngestDependencies } from '../../functions/ingest/app.ts';
import { deriveKeys } from '../../shared/derive-keys.ts';
import type { Interaction } from '../../shared/interaction.ts';

export const now = Date.parse('2026-11-20T12:00:00Z');
export const keys = deriveKeys('a secret of more than thirty-two characters');
export const source = 'https://x.com/acme';

interface Sent {
  name: string;
  input: Record<string, unknown>;
}
type Answer = (sent: Sent) => unknown;

/** An AWS client that records what it was sent and answers as told; an answer that throws is a failed call. */
export function recordingClient(answer: Answer = () => ({})) {
  const sent: Sent[] = [];
  return {
    sent,
    client: {
      send: async (command: { constructor: { name: string }; input: object }) => {
        const call = { name: command.constructor.name, input: command.input as Record<string, unknown> };
        sent.push(call);
        return answer(call);
      },
    } as never,
  };
}

interface Entry {
  Detail: string;
  Source: string;
  DetailType: string;
  EventBusName: string;
}
export const entriesOf = ({ input }: Sent): Entry[] => input.Entries as Entry[];

/** EventBridge that takes everything. */
export const takesAll: Answer = (sent) => ({
  FailedEntryCount: 0,
  Entries: entriesOf(sent).map((_, index) => ({ EventId: `e${index}` })),
});

interface Options extends Partial<IngestDependencies> {
  onDynamo?: Answer;
  onBus?: Answer;
}

/** The ingest application with recording clients, a fixed clock and the local key `local`. */
export function ingest({ onDynamo, onBus = takesAll, ...over }: Options = {}) {
  const dynamo = recordingClient(onDynamo);
  const bus = recordingClient(onBus);
  const logged: unknown[][] = [];
  const log = (...line: unknown[]) => void logged.push(line);
  const app = createIngestApp({
    dynamo: dynamo.client,
    eventBridge: bus.client,
    loadKeys: async () => keys,
    sealer: async () => (person) => person,
    busName: 'bus',
    registryTable: 'registry',
    rejectionsTable: 'rejections',
    sourceSecrets: { read: async () => undefined, readAgain: async () => undefined },
    tools: { fetch: async () => Promise.reject(new TypeError('no network')), WebSocket },
    readContract: () => Promise.reject(new Error('not there')),
    localKey: 'local',
    clock: () => now,
    sleep: async () => {},
    random: () => 0.5,
    logger: { info: log, warn: log, error: log } as never,
    ...over,
  });
  return {
    dynamo,
    bus,
    logged,
    /** What is on the bus. */
    published: (): Interaction[] =>
      bus.sent.flatMap(entriesOf).flatMap(({ Detail }) => JSON.parse(Detail).interactions as Interaction[]),
    rejectionPuts: () => dynamo.sent.filter(({ name }) => name === 'PutItemCommand'),
    request: (path: string, init?: RequestInit) => app.request(path, init),
    async post(body: unknown, headers: Record<string, string> = {}, query = '') {
      const response = await app.request(`/v1/interactions${query}`, {
        method: 'POST',
        headers: { authorization: 'Bearer local', 'content-type': 'application/cloudevents-batch+json', ...headers },
        body: typeof body === 'string' || body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body),
      });
      return { status: response.status, headers: response.headers, body: (await response.json()) as Answered };
    },
  };
}

interface Answered {
  accepted: number;
  rejected: { index: number; id: string | null; code: string; path: string; message: string }[];
  rejectionsKept?: boolean;
  error: { code: string; message: string; retryAfter?: number };
}

type Json = Record<string, unknown>;

/** A good CloudEvent; `data` replaces members of its data, `undefined` leaves them out. */
export const cloudEvent = (over: Json = {}, data: Json = {}): Json => ({
  specversion: '1.0',
  id: 'comment:1:create',
  source,
  type: 'polylog.comment.v1',
  time: '2026-11-20T09:30:00Z',
  ...over,
  data: { channel: 'x', department: 'service', actor: { id: 'jane.doe', kind: 'customer' }, ...data },
});

export const structured = { 'content-type': 'application/cloudevents+json' };
