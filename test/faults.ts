import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { randomOf } from './chaos/random.ts';
import { cancelled, readPart, throttled, type Wire } from './faults-answers.ts';

type Handler = DynamoDBClient['config']['requestHandler'];
type Request = Parameters<Handler['handle']>[0];
type Answer = Awaited<ReturnType<Handler['handle']>>;

/** What can go wrong between us and DynamoDB. Each is answered as the service writes it on the wire. */
export const faults = [
  /** Nothing happens: another transaction holds one of the items. */
  'conflict',
  /** Nothing happens: one partition of the transaction is over its throughput. */
  'partitionThrottled',
  /** Nothing happens: the table sheds the whole request. */
  'throttled',
  /** Nothing happens: the connection is cut before the service reads the request. */
  'unsent',
  /** It happens, and the connection is cut before the answer. */
  'lost',
  /** It happens, later. */
  'delayed',
  /** A part of the keys of a BatchGetItem is left unread. */
  'unprocessed',
] as const;
export type Fault = (typeof faults)[number];

export interface FaultOptions {
  /** Probabilities; a fault that is not named does not happen. */
  rates: Partial<Record<Fault, number>>;
  seed: number;
  /** Tries that the SDK makes on its own: 1 shows every fault to our code. */
  maxAttempts?: number;
  /** Faults happen only to requests with this text in them. */
  only?: string;
}

/** A client with a bad connection to a real engine, and how often each fault happened so far. */
export interface FaultyClient {
  client: DynamoDBClient;
  happened: Record<Fault, number>;
}

const applies: Record<Fault, (operation: string) => boolean> = {
  conflict: (operation) => operation === 'TransactWriteItems',
  partitionThrottled: (operation) => operation === 'TransactWriteItems',
  throttled: () => true,
  unsent: () => true,
  lost: () => true,
  delayed: () => true,
  unprocessed: (operation) => operation === 'BatchGetItem',
};

/**
 * A DynamoDB client for an engine at `endpoint` that meets faults at random, the same for the same seed and order of
 * requests. Faults are below the SDK: its parser, its retries and its idempotency token take part.
 */
export function faultyClient(
  endpoint: string,
  { rates, seed, maxAttempts = 3, only = '' }: FaultOptions,
): FaultyClient {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new DynamoDBClient({ endpoint, region: 'eu-central-1', credentials, maxAttempts });
  const happened = Object.fromEntries(faults.map((fault) => [fault, 0])) as Record<Fault, number>;
  const random = randomOf(seed);
  const real = client.config.requestHandler;

  const draw = (operation: string, body: string): Fault | undefined => {
    if (!body.includes(only)) return undefined;
    const fault = faults.find((one) => applies[one](operation) && random() < (rates[one] ?? 0));
    if (fault && fault !== 'lost') happened[fault]++;
    return fault;
  };
  const handle: Handler['handle'] = async (request, options) => {
    const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
    const body = textOf(request.body);
    const fault = draw(operation, body);
    if (fault === 'unsent') throw networkError('ECONNREFUSED');
    if (fault === 'conflict') return answerOf(cancelled(body, random, 'TransactionConflict'));
    if (fault === 'partitionThrottled') {
      const code = random() < 0.5 ? 'ThrottlingError' : 'ProvisionedThroughputExceeded';
      return answerOf(cancelled(body, random, code));
    }
    if (fault === 'throttled') return answerOf(throttled(random));
    if (fault === 'unprocessed') {
      return answerOf(
        await readPart(body, async (part) => wireOf(await real.handle(withBody(request, part), options))),
      );
    }
    if (fault === 'delayed') await sleep(random() * 50);
    const answer = await real.handle(request, options);
    if (fault !== 'lost' || answer.response.statusCode !== 200) return answer;
    happened.lost++;
    await wireOf(answer);
    throw networkError('ECONNRESET');
  };
  client.config.requestHandler = Object.assign(Object.create(real), { handle });
  return { client, happened };
}

function answerOf({ status, body }: Wire): Answer {
  const headers = { 'content-type': 'application/x-amz-json-1.0' };
  return { response: { statusCode: status, headers, body: Readable.from([Buffer.from(body)]) } } as Answer;
}

/** An answer, read to its end. */
async function wireOf({ response }: Answer): Promise<Wire> {
  const body = Buffer.concat(await (response.body as Readable).toArray()).toString('utf8');
  return { status: response.statusCode, body };
}

function withBody(request: Request, body: string): Request {
  const headers = { ...request.headers, 'content-length': String(Buffer.byteLength(body)) };
  return Object.assign(Object.create(Object.getPrototypeOf(request)), request, { body, headers });
}

/** The body of a request of the SDK, which is text or bytes. */
const textOf = (body: string | Uint8Array): string =>
  typeof body === 'string' ? body : Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString();

const networkError = (code: string): Error => Object.assign(new Error(`socket: ${code}`), { code });
