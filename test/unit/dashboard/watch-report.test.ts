import { afterEach, expect, it, vi } from 'vitest';
import { watchReport } from '../../../dashboard/api/watch-report.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const told = (revision: string) =>
  `event: next\ndata: ${JSON.stringify({ data: { reportChanged: { revision } } })}\n\n`;
const refused = `event: next\ndata: ${JSON.stringify({ errors: [{ message: 'No.' }] })}\n\n`;
const complete = 'event: complete\ndata:\n\n';

/** Answers connections one after the other with these events; the last one for all that follow. */
function watch(...streams: string[]) {
  return watchSince('', ...streams);
}

function watchSince(since: string, ...streams: string[]) {
  vi.useFakeTimers();
  const connections: Headers[] = [];
  vi.stubGlobal('fetch', async (_url: string, init: RequestInit) => {
    connections.push(new Headers(init.headers));
    const events = streams[Math.min(connections.length, streams.length) - 1];
    return new Response(events, { headers: { 'content-type': 'text/event-stream' } });
  });
  const ending = new AbortController();
  const onChange = vi.fn();
  const states: string[] = [];
  const watching = watchReport({
    url: 'http://polylog.test/live',
    token: async () => 'token',
    input: {},
    since,
    onRevision: (_revision, changed) => {
      if (changed) onChange();
    },
    onState: (state) => states.push(state),
    signal: ending.signal,
  });
  const end = async () => {
    ending.abort();
    await watching;
  };
  return { connections, onChange, states, end };
}

it('a stream that is refused, or ends as soon as it begins, is not asked for again and again', async () => {
  for (const events of [refused + complete, complete]) {
    const { connections, states, end } = watch(events);
    await vi.advanceTimersByTimeAsync(20_000);
    // At once, then 2, 6 and 14 seconds later.
    expect(connections).toHaveLength(4);
    expect(states.at(-1)).toBe('waiting');
    await end();
  }
});

it('a stream goes on where it ended, and rings for what changed meanwhile', async () => {
  const { connections, onChange, end } = watch(told('a') + complete, told('b') + complete);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(connections).toHaveLength(2);
  expect(onChange).toHaveBeenCalledTimes(1);
  await end();
});

it('a listener that comes back hears of what changed while it was away', async () => {
  const { connections, onChange, end } = watchSince('a', told('b') + complete);
  await vi.advanceTimersByTimeAsync(100);
  expect(connections[0]?.get('last-event-id')).toBe('a');
  expect(onChange).toHaveBeenCalledTimes(1);
  await end();
});

it('ends with its signal, also while it waits', async () => {
  const { connections, end } = watch(refused);
  await vi.advanceTimersByTimeAsync(500);
  await end();
  await vi.advanceTimersByTimeAsync(100_000);
  expect(connections).toHaveLength(1);
});
