import type { Exchange } from './exchange.ts';
import { interactionExchanges } from './interaction-exchanges.ts';
import { sourceExchanges, stateExchanges } from './source-exchanges.ts';

const health = { operation: 'getHealth', method: 'GET', path: '/health' } as const;

/** All examples, in the order of the documents. */
export const exchanges: readonly Exchange[] = [
  ...interactionExchanges,
  ...stateExchanges,
  ...sourceExchanges,
  { ...health, summary: 'Ready', status: 200 },
  { ...health, summary: 'The registry does not answer', given: 'registryDown', status: 503 },
  { summary: 'Another method', method: 'GET', path: '/v1/interactions', status: 405, code: 'METHOD_NOT_ALLOWED' },
  { summary: 'Another path', method: 'GET', path: '/v2/interactions', status: 404, code: 'NOT_FOUND' },
];
