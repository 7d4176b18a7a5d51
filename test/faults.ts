import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { randomOf } from './chaos/random.ts';
import { cancelled, drained, type Handler, readPart, textOf, throttled } from './faults-answers.ts';

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
    const fault = draw(operation, textOf(request.body));
    if (fault === 'unsent') throw networkError('ECONNREFUSED');
    if (fault === 'conflict') return cancelled(request, random, 'TransactionConflict');
    if (fault === 'partitionThrottled') {
      return cancelled(request, random, random() < 0.5 ? 'ThrottlingError' : 'ProvisionedThroughputExceeded');
    }
    if (fault === 'throttled') return throttled(random);
    if (fault === 'unprocessed') return readPart(request, (part) => real.handle(part, options));
    if (fault === 'delayed') await sleep(random() * 50);
    const answer = await real.handle(request, options);
    if (fault !== 'lost' || answer.response.statusCode !== 200) return answer;
    happened.lost++;
    await drained(answer);
    throw networkError('ECONNRESET');
  };
  client.config.requestHandler = Object.assign(Object.create(real), { handle });
  return { client, happened };
}

const networkError = (code: string): Error => Object.assign(new Error(`socket: ${code}`), { code });
