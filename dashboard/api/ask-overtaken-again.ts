import { type Exchange, makeOperation, mapExchange } from '@urql/core';

/**
 * Asks a question again that was on its way while something was changed: its answer may be of before, and the cache does not
 * know that, as it forgets what it waits for. To stand right behind the cache.
 */
export const askOvertakenAgain: Exchange = (input) => {
  /** Questions on their way, and whether a change was answered meanwhile. */
  const waiting = new Map<number, boolean>();
  return mapExchange({
    onOperation({ kind, key }) {
      if (kind === 'query') waiting.set(key, false);
      if (kind === 'teardown') waiting.delete(key);
    },
    onResult({ operation }) {
      if (operation.kind === 'mutation') for (const key of waiting.keys()) waiting.set(key, true);
      if (operation.kind !== 'query') return;
      const overtaken = waiting.get(operation.key);
      waiting.delete(operation.key);
      if (!overtaken) return;
      const context = { ...operation.context, requestPolicy: 'network-only' as const };
      input.client.reexecuteOperation(makeOperation('query', operation, context));
    },
  })(input);
};
