import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetQueueAttributesCommand, SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { readBacklog } from '../../cli/backlog.ts';
import type { Backlog } from '../../cli/drain.ts';
import { localClient } from '../../cli/host-file.ts';
import { freePort, type Stack, startStack } from '../stack.ts';
import { chaosAssembly, type Hurry } from './chaos-assembly.ts';
import { type ChaosEngine, startChaosEngine } from './chaos-engines.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';

/** A hosted template between proxies, all of whose parts can be hurt. `stack` is another after each start of the host. */
export interface ChaosStage {
  stack: Stack;
  database: ChaosEngine;
  queues: ChaosEngine;
  /** Between the functions (and the pollers) and what they call. */
  proxies: { database: FaultProxy; queues: FaultProxy; bus: FaultProxy };
  /** A client of the queues with nothing between. */
  sqs: SQSClient;
  /** The URL of the fold's queue for it. */
  foldQueue: () => string;
  /** How often a message may be received before it is dead. */
  allowReceives: (times: number) => Promise<void>;
  backlog: () => Promise<Backlog>;
  /** Messages in dead-letter queues. */
  dead: () => Promise<number>;
  /** Milliseconds by which the clock of all functions is wrong. */
  setClock: (shift: number) => void;
  /** Ends host and engines, at once or in order, and starts them on the same data and address. */
  restart: (how: 'kill' | 'stop') => Promise<void>;
  /** Ends all of it and deletes the data. */
  stop: () => Promise<void>;
}

/** Starts engines, proxies and host on a new folder. Throws, with nothing left running, when one does not start. */
export async function startChaosStage(lanes: number, hurry: Hurry): Promise<ChaosStage> {
  const folder = mkdtempSync(join(tmpdir(), 'polylog-chaos-'));
  const at = (name: string) => join(folder, name);
  const clock = at('clock');
  const dataDir = at('data');
  mkdirSync(dataDir);
  const ends: (() => Promise<unknown>)[] = [async () => rmSync(folder, { recursive: true, force: true })];
  const stop = async () => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  try {
    const assembly = await chaosAssembly(folder, lanes, hurry);
    const startEngines = () =>
      Promise.all([startChaosEngine('database', at('engines')), startChaosEngine('queues', at('engines'))]);
    let [database, queues] = await startEngines();
    ends.push(() => Promise.all([database.stop(), queues.stop()]));
    const proxies = {
      database: await startFaultProxy(() => database.endpoint),
      queues: await startFaultProxy(() => queues.endpoint),
      bus: await startFaultProxy((): string => stack.host().endpoints.eventbridge),
    };
    ends.push(() => Promise.all(Object.values(proxies).map((proxy) => proxy.stop())));
    const port = await freePort();
    const environment = {
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL_DYNAMODB: proxies.database.url,
      AWS_ENDPOINT_URL_SQS: proxies.queues.url,
      AWS_ENDPOINT_URL_EVENTBRIDGE: proxies.bus.url,
      POLYLOG_CLOCK: clock,
    };
    const startHost = (): Promise<Stack> => startStack({ dataDir, port, assembly, environment });
    let stack: Stack = await startHost();
    ends.push(() => stack.stop());
    const direct = (url: string) => queues.endpoint + new URL(url).pathname;
    let client: { endpoint: string; sqs: SQSClient } | undefined;
    const sqs = (): SQSClient => {
      if (client?.endpoint !== queues.endpoint) {
        client?.sqs.destroy();
        const { endpoint } = queues;
        client = { endpoint, sqs: new SQSClient({ ...localClient(endpoint, environment.AWS_REGION), md5: false }) };
      }
      return client.sqs;
    };
    ends.push(async () => client?.sqs.destroy());
    const foldQueue = () => direct(stack.host().queueUrl);
    const backlog = () => readBacklog(sqs(), foldQueue(), stack.host().deadLetterUrls.map(direct));
    return {
      get sqs() {
        return sqs();
      },
      foldQueue,
      backlog,
      dead: async () => (await backlog()).dead.reduce((sum, { messages }) => sum + messages, 0),
      async allowReceives(maxReceiveCount) {
        const QueueUrl = foldQueue();
        const AttributeNames = ['RedrivePolicy' as const];
        const { Attributes } = await sqs().send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }));
        const RedrivePolicy = JSON.stringify({ ...JSON.parse(Attributes?.RedrivePolicy ?? '{}'), maxReceiveCount });
        await sqs().send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { RedrivePolicy } }));
      },
      get stack() {
        return stack;
      },
      get database() {
        return database;
      },
      get queues() {
        return queues;
      },
      proxies,
      setClock: (shift) => writeFileSync(clock, String(shift)),
      async restart(how) {
        await (how === 'kill' ? stack.kill9() : stack.stop());
        // Engines of a host end with it; these are ours, so we see to it.
        await Promise.all([database.stop(), queues.stop()]);
        [database, queues] = await startEngines();
        stack = await startHost();
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
