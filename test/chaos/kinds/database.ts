import { setTimeout as sleep } from 'node:timers/promises';
import { cancelled, readPart, throttled } from '../../faults-answers.ts';
import type { Meddle } from '../fault-proxy.ts';
import { zeroFirst } from '../random.ts';
import { engineKinds } from './engine.ts';
import { type FaultKind, meddling, type Scene } from './kind.ts';

const writes = ['TransactWriteItems', 'UpdateItem', 'PutItem'];

const spoiled = (name: string, what: string, by: (random: () => number) => Meddle): FaultKind => ({
  name,
  what,
  async inject({ stage, random, pace }: Scene) {
    await meddling(stage.proxies.database, pace, by(zeroFirst(random)));
    return {};
  },
});

/** What can go wrong with the tables. */
export const databaseKinds: FaultKind[] = [
  spoiled('database throttled', 'six of ten requests are refused as AWS sheds load', (random) => () => {
    return random() < 0.6 ? Promise.resolve(throttled(random)) : undefined;
  }),
  spoiled('transaction conflict', 'seven of ten transactions are cancelled', (random) => ({ operation, body }) => {
    if (operation !== 'TransactWriteItems' || random() >= 0.7) return undefined;
    return Promise.resolve(cancelled(body, random, 'TransactionConflict'));
  }),
  spoiled(
    'partition throttled',
    'seven of ten transactions meet a hot partition',
    (random) =>
      ({ operation, body }) => {
        if (operation !== 'TransactWriteItems' || random() >= 0.7) return undefined;
        const code = random() < 0.5 ? 'ThrottlingError' : 'ProvisionedThroughputExceeded';
        return Promise.resolve(cancelled(body, random, code));
      },
  ),
  spoiled(
    'commit answer lost',
    'half of the writes happen and are not answered',
    (random) =>
      ({ operation, forward }) => {
        return writes.includes(operation) && random() < 0.5 ? forward().then(() => 'cut' as const) : undefined;
      },
  ),
  spoiled('database cut off', 'half of the requests do not arrive', (random) => () => {
    return random() < 0.5 ? Promise.resolve('cut' as const) : undefined;
  }),
  spoiled(
    'keys unprocessed',
    'seven of ten batches of keys are half read',
    (random) =>
      ({ operation, body, forward }) => {
        return operation === 'BatchGetItem' && random() < 0.7 ? readPart(body, forward) : undefined;
      },
  ),
  spoiled('database slow', 'each request waits for up to a second', (random) => ({ forward }) => {
    return sleep(random() * 1000).then(() => forward());
  }),
  ...engineKinds('database', ['TransactWriteItems']),
];
