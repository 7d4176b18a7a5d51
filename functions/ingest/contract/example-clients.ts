import { createHash } from 'node:crypto';
import { deriveKeys } from '../../../shared/derive-keys.ts';
import { newPersonKeys } from '../../../shared/person-keys.ts';
import { createSealer } from '../../../shared/sealed-person.ts';
import { hookOf } from '../../../shared/source-hook.ts';
import type { IngestDependencies } from '../app.ts';
import { enquiry } from './example-events.ts';
import type { Circumstance } from './exchange.ts';

/** When the examples happen, milliseconds since 1970. */
export const exampleNow = Date.parse('2026-11-20T12:00:00Z');
/** The key of the source of the examples. */
export const exampleKey = 'key-of-a-source';
/** Signs the examples and nothing else. */
export const exampleSecret = `whsec_${Buffer.from('a secret of the examples only').toString('base64')}`;

interface Command {
  constructor: { name: string };
  input: { Key?: { pk: { S: string }; sk: { S: string } }; Entries?: unknown[] };
}

/** What the application reaches out to in its examples: a registry with one source, and a bus that takes everything, or not. */
export function exampleDependencies(given: Circumstance | undefined): IngestDependencies {
  const items = registryWith(given);
  const dynamo = ({ constructor: { name }, input: { Key } }: Command) => {
    if (given === 'registryDown' || (given === 'rejectionsDown' && name === 'PutItemCommand')) throw new Error(given);
    if (Key?.pk.S === 'BACKLOG' && given !== undefined && given in backlogs) return { Item: backlogs[given] };
    const item = name === 'GetItemCommand' ? items[`${Key?.pk.S} ${Key?.sk.S}`] : undefined;
    return item === undefined
      ? {}
      : { Item: Object.fromEntries(Object.entries(item).map(([field, text]) => [field, { S: text }])) };
  };
  const bus = ({ input: { Entries = [] } }: Command) => {
    if (given === 'busDown') throw new Error(given);
    return { Entries: Entries.map((_, index) => ({ EventId: String(index) })) };
  };
  const secrets = async () => (given === 'secretUnset' ? undefined : { values: { secret: exampleSecret } });
  const silent = () => {};
  return {
    dynamo: clientOf(dynamo),
    eventBridge: clientOf(bus),
    loadKeys: async () => deriveKeys('the keys of the examples are no secret'),
    sealer: async () => createSealer(newPersonKeys((bytes) => Buffer.alloc(bytes, 7))),
    busName: 'bus',
    registryTable: 'registry',
    rejectionsTable: 'rejections',
    sourceSecrets: { read: secrets, readAgain: secrets },
    tools: { fetch, WebSocket },
    readContract: () => Promise.reject(new Error('not there')),
    localKey: 'local',
    clock: () => exampleNow,
    sleep: async () => {},
    random: () => 0,
    logger: { info: silent, warn: silent, error: silent } as IngestDependencies['logger'],
    ...(given === 'rateUsedUp' && { gate: { ratePerSecond: 1, lag: { soft: 60, hard: 900 } } }),
  };
}

const behind = (waiting: number, share: number) =>
  Object.fromEntries(
    Object.entries({ at: exampleNow, waiting, rate: 1_000, sources: 2, share }).map(([name, value]) => [
      name,
      { N: String(value) },
    ]),
  );
/** What the fold notes when it is two minutes behind, and a week. */
const backlogs: Readonly<Record<string, object>> = {
  shareUsedUp: behind(120_000, 1),
  hopeless: behind(600_000_000, 1),
};

const clientOf = (answer: (command: Command) => unknown) =>
  ({ send: async (command: Command) => answer(command) }) as never;

const registryWith = (given: Circumstance | undefined): Readonly<Record<string, Record<string, string>>> => ({
  [`KEY ${createHash('sha256').update(exampleKey).digest('hex')}`]: {
    source: enquiry.source,
    createdAt: '2026-11-01T00:00:00.000Z',
  },
  [`HOOK ${hookOf(enquiry.source)}`]: { source: enquiry.source },
  [`SOURCE ${enquiry.source}`]: {
    sk: enquiry.source,
    name: 'Acme on Facebook',
    adapter: given === 'keyedAdapter' ? 'email' : 'standard-webhooks',
    ...(given !== 'bareSource' && { channel: 'facebook', department: 'service' }),
    ...(given === 'pausedSource' && { pausedAt: '2026-11-20T11:00:00.000Z' }),
  },
});
