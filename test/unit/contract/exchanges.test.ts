import { describe, expect, it } from 'vitest';
import { exchanges } from '../../../functions/ingest/contract/exchanges.ts';
import { recordExchange } from '../../../functions/ingest/contract/record-exchange.ts';

describe('the examples of the documents', () => {
  it.each(exchanges)('$status $code: $summary', async (exchange) => {
    const { status, headers, body } = await recordExchange(exchange);
    const { error } = body as { error?: { code: string; retryAfter?: number } };
    expect([status, error?.code]).toEqual([exchange.status, exchange.code]);
    expect(headers.get('retry-after')).toBe(error?.retryAfter === undefined ? null : String(error.retryAfter));
  });
});
