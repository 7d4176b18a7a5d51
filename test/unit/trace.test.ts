import { describe, expect, test } from 'vitest';
import { readMessages } from '../../functions/aggregate/read-messages.ts';
import { packEntries } from '../../functions/ingest/pack-entries.ts';
import { embeddedMetrics, spread } from '../../shared/embedded-metrics.ts';
import { applyInteraction } from '../../shared/fact.ts';
import { decodeFact, encodeFact } from '../../shared/store/fact-item.ts';
import { traceOf, traceparentOf } from '../../shared/trace.ts';
import { interaction } from '../interactions.ts';

const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
const other = '0af7651916cd43dd8448eb211c80319c';

describe('the trace of a request', () => {
  const of = (headers: Record<string, string>) => traceOf(new Headers(headers));

  test.each([
    ['W3C Trace Context', { traceparent: `00-${trace}-00f067aa0ba902b7-01` }],
    ['a version to come, with more fields', { traceparent: `42-${trace}-00f067aa0ba902b7-00-more` }],
    ['X-Ray', { 'x-amzn-trace-id': 'Self=1-1-1;Root=1-4bf92f35-77b34da6a3ce929d0e0e4736;Sampled=1' }],
    ['W3C before X-Ray', { traceparent: `00-${trace}-00f067aa0ba902b7-01`, 'x-amzn-trace-id': 'Root=1-0-0' }],
  ])('is taken over from %s', (_, headers) => expect(of(headers)).toBe(trace));

  test.each([
    ['all zero', { traceparent: `00-${'0'.repeat(32)}-00f067aa0ba902b7-01` }],
    ['of a forbidden version', { traceparent: `ff-${trace}-00f067aa0ba902b7-01` }],
    ['in capitals', { traceparent: `00-${trace.toUpperCase()}-00f067aa0ba902b7-01` }],
    ['anything else', { traceparent: 'jane@example.com', 'x-amzn-trace-id': 'Root=jane' }],
    ['absent', {}],
  ])('is none when it is %s', (_, headers) => expect(of(headers)).toBeUndefined());

  test('is answered in a form that is taken over again', () => {
    expect(of({ traceparent: traceparentOf(trace, '00f067aa0ba902b7') })).toBe(trace);
  });
});

describe('a trace goes with what it brought', () => {
  const brought = (id: string, own: string) => {
    const { entries } = packEntries([interaction({ id })], 'bus', undefined, own);
    const body = `{"detail":${entries[0]?.entry.Detail}}`;
    const [read] = readMessages([{ messageId: 'm', body } as never]).interactions;
    if (!read) throw new Error('not read');
    return read;
  };

  test('over the bus and into the fact, and out of it again', () => {
    const { fact } = applyInteraction(undefined, brought('1', trace));
    expect(decodeFact(encodeFact({ revision: 1, generation: 1, fact }, 1)).fact.body?.trace).toBe(trace);
  });

  test('a second delivery of the same is a duplicate under any trace, and the fact keeps its first', () => {
    const { fact } = applyInteraction(undefined, brought('1', trace));
    expect(applyInteraction(fact, brought('1', other))).toEqual({ outcome: 'duplicate', fact });
  });

  test('messages from before there were traces are read as they were', () => {
    const detail = { version: 1, source: 'https://a', department: 'sales', interactions: [interaction({ id: '1' })] };
    const { interactions, rejections } = readMessages([{ messageId: 'm', body: JSON.stringify({ detail }) } as never]);
    expect(rejections).toEqual([]);
    expect(interactions[0]).not.toHaveProperty('trace');
  });
});

describe('metrics in lines of the log', () => {
  test('have their values at the top level, beside their dimensions', () => {
    const line = embeddedMetrics('ns', 5, { Lag: { unit: 'Seconds', value: 2 } }, { Source: 's' });
    const CloudWatchMetrics = [
      { Namespace: 'ns', Dimensions: [['Source']], Metrics: [{ Name: 'Lag', Unit: 'Seconds' }] },
    ];
    expect(line).toEqual({ _aws: { Timestamp: 5, CloudWatchMetrics }, Source: 's', Lag: 2 });
  });

  test('tell at most 100 values, the smallest, the median and the greatest among them', () => {
    const told = spread(Array.from({ length: 1_001 }, (_, index) => 1_000 - index));
    expect(told).toHaveLength(100);
    expect([told[0], told.at(-1)]).toEqual([0, 1_000]);
    expect(Math.abs((told[49] ?? 0) - 500)).toBeLessThan(10);
    expect(spread([])).toEqual([]);
  });
});
