import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { pagesUntil } from '../../functions/ingest/poll/pages-until.ts';
import type { RunContext } from '../../functions/ingest/sources/adapter.ts';
import { type Engine, startEngine } from '../engine.ts';
import { page, pollOn, type Run } from './poll-harness.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

/** Numbers from behind the cursor to the last, one a page. */
const upTo = (last: number): Run =>
  async function* ({ cursor }) {
    for (let number = Number(cursor ?? 0) + 1; number <= last; number += 1) yield page(number, `note:${number}`);
  };

it('takes page by page and goes on where it was', async () => {
  const host = await pollOn(engine);
  const handed: unknown[] = [];
  let last = 3;
  await host.add('blog', async function* (context) {
    handed.push(context.cursor);
    yield* upTo(last)(context);
  });
  expect(await host.poll()).toEqual({ asked: 1, failed: 0 });
  expect(await host.poll()).toEqual({ asked: 0, failed: 0 });
  last = 5;
  host.pass(5);
  expect(await host.poll()).toEqual({ asked: 1, failed: 0 });
  expect(handed).toEqual([undefined, 3]);
  expect(host.accepted).toEqual(['note:1', 'note:2', 'note:3', 'note:4', 'note:5']);
  // One trace for each run.
  const [one, , , other] = host.traces;
  expect(host.traces).toEqual([one, one, one, other, other]);
  expect([one, other]).toEqual(Array(2).fill(expect.stringMatching(/^[0-9a-f]{32}$/)));
  expect(other).not.toBe(one);
  expect(await host.sources.findSource('blog')).toMatchObject({ lastRunAt: '2026-11-20T12:05:00.000Z' });
});

it('keeps the cursor of what it could not put anywhere, and takes it at the next run', async () => {
  const host = await pollOn(engine);
  await host.add('blog', upTo(2));
  host.takes = false;
  expect(await host.poll()).toEqual({ asked: 1, failed: 1 });
  expect(await host.sources.findSource('blog')).toMatchObject({ lastRunError: 'NOT_TAKEN' });
  expect((await host.cursors.list()).get('blog')?.cursor).toBeUndefined();
  host.takes = true;
  host.pass(5);
  await host.poll();
  expect(host.accepted).toEqual(['note:1', 'note:2']);
  const noted = await host.sources.findSource('blog');
  expect([noted?.lastRunError, noted?.failingSince]).toEqual([undefined, undefined]);
});

it('goes on with the others when one fails, and says so by name alone', async () => {
  const host = await pollOn(engine);
  await host.add('bad', async function* () {
    yield page(1, 'bad:1');
    throw new TypeError('jane@example.com is not a function');
  });
  await host.add('good', upTo(1));
  expect(await host.poll()).toEqual({ asked: 2, failed: 1 });
  expect(host.accepted.toSorted()).toEqual(['bad:1', 'note:1']);
  expect(await host.sources.findSource('bad')).toMatchObject({
    lastRunError: 'TypeError',
    failingSince: '2026-11-20T12:00:00.000Z',
  });
  expect(JSON.stringify(host.logged)).toContain('TypeError');
  expect(JSON.stringify(host.logged)).not.toContain('jane');
  host.pass(5);
  await host.poll();
  expect((await host.cursors.list()).get('bad')?.cursor).toBe(1);
  expect((await host.sources.findSource('bad'))?.failingSince).toBe('2026-11-20T12:00:00.000Z');
});

it.each([429, 401, 403, 503])(
  'notes that the provider answers %s, though the adapter ends its run quietly',
  async (status) => {
    const host = await pollOn(engine);
    host.answer = async () => new Response(null, { status });
    await host.add('blog', async function* ({ fetch }) {
      if ((await fetch('https://blog.example/feed')).ok) yield page(1);
    });
    expect(await host.poll()).toEqual({ asked: 1, failed: 1 });
    expect(await host.sources.findSource('blog')).toMatchObject({ lastRunError: `HTTP_${status}` });
  },
);

it('names the answer that an adapter threw on', async () => {
  const host = await pollOn(engine);
  host.answer = async () => new Response(null, { status: 404 });
  await host.add('blog', async function* ({ fetch }) {
    if (!(await fetch('https://blog.example/feed')).ok) throw new Error('The feed answers 404.');
    yield page(1);
  });
  await host.poll();
  expect(await host.sources.findSource('blog')).toMatchObject({ lastRunError: 'HTTP_404' });
});

it('does not call a provider failing that has nothing new, or lacks one thing', async () => {
  const host = await pollOn(engine);
  host.answer = async ({ url }) => new Response(null, { status: url.endsWith('gone') ? 404 : 304 });
  await host.add('blog', async function* ({ fetch }) {
    for (const name of ['feed', 'gone']) if ((await fetch(`https://blog.example/${name}`)).ok) yield page(1);
  });
  expect(await host.poll()).toEqual({ asked: 1, failed: 0 });
});

it('ends when its time is over and goes on at the next invocation, before its interval', async () => {
  const host = await pollOn(engine);
  await host.add('long', async function* (context) {
    for await (const next of upTo(4)(context)) {
      host.pass(0.5);
      yield next;
    }
  });
  await host.poll();
  expect(host.accepted).toEqual(['note:1', 'note:2']);
  await host.poll();
  expect(host.accepted).toEqual(['note:1', 'note:2', 'note:3', 'note:4']);
  host.pass(1);
  await host.poll();
  expect((await host.cursors.list()).get('long')).toMatchObject({ cursor: 4, unfinished: false });
  host.pass(1);
  expect(await host.poll()).toEqual({ asked: 0, failed: 0 });
});

it('asks four at a time', async () => {
  const host = await pollOn(engine);
  let [running, most] = [0, 0];
  for (let index = 0; index < 9; index += 1) {
    await host.add(`s${index}`, async function* () {
      running += 1;
      most = Math.max(most, running);
      // Until the others are there, however slowly the machine begins with them, and a moment for one too many.
      await vi.waitUntil(() => most >= 4, { interval: 5, timeout: 10_000 });
      await new Promise((done) => setTimeout(done, 20));
      running -= 1;
      yield page(1);
    });
  }
  expect(await host.poll()).toEqual({ asked: 9, failed: 0 });
  expect(most).toBe(4);
});

it('leaves those for which there is no time to the next invocation', async () => {
  const host = await pollOn(engine);
  for (let index = 0; index < 5; index += 1) {
    await host.add(`s${index}`, async function* () {
      await new Promise((done) => setTimeout(done, 5));
      host.pass(1);
      yield page(1, `s${index}:1`);
    });
  }
  expect((await host.poll()).asked).toBe(4);
  await host.poll();
  expect(host.accepted).toContain('s4:1');
});

it('hands over settings, secrets and the address of the webhook; wrong settings are noted', async () => {
  const host = await pollOn(engine);
  const seen: Partial<RunContext<unknown>>[] = [];
  const look: Run = async function* ({ settings, secrets, webhookUrl }) {
    seen.push({ settings, secrets, webhookUrl });
    yield page(1);
  };
  await host.add('board', look, { settings: '{"board":"a"}' }, { token: 'Of the API.' });
  await host.add('wrong', look, { settings: '{"bord":"a"}' });
  expect(await host.poll()).toEqual({ asked: 2, failed: 1 });
  expect(seen).toEqual([
    {
      settings: { board: 'a' },
      secrets: { token: 'of hook-board' },
      webhookUrl: 'https://door.example/v1/sources/board-adapter/hook-board',
    },
  ]);
  expect(await host.sources.findSource('wrong')).toMatchObject({ lastRunError: 'MISCONFIGURED' });
});

it('a source that takes the process down is not begun again before its interval', async () => {
  const host = await pollOn(engine);
  await host.add('fatal', upTo(1));
  // The process of the run before died in it: that it began is all that is known.
  await host.cursors.begin('fatal', '2026-11-20T11:58:00.000Z');
  expect(await host.poll()).toEqual({ asked: 0, failed: 0 });
  host.pass(3);
  expect(await host.poll()).toEqual({ asked: 1, failed: 0 });
});

it('asks nobody while the fold is behind, and counts what was taken', async () => {
  const harness = await pollOn(engine);
  await harness.add('a', async function* () {
    yield page(1, 'a1', 'a2');
  });
  await harness.fallBehind();
  expect(await harness.poll()).toEqual({ asked: 0, failed: 0 });
  expect(harness.accepted).toEqual([]);
  harness.pass(1);
  expect(await harness.poll()).toEqual({ asked: 1, failed: 0 });
  expect(harness.accepted).toEqual(['a1', 'a2']);
  expect(await harness.counted()).toBe(2);
});

it('does not ask a paused source', async () => {
  const host = await pollOn(engine);
  await host.add('blog', upTo(1), { pausedAt: '2026-11-20T11:00:00.000Z' });
  expect(await host.poll()).toEqual({ asked: 0, failed: 0 });
});

it('two runs at once: the one that is behind stops, and none steps back', async () => {
  const host = await pollOn(engine);
  let meet: (() => void) | undefined;
  const met = new Promise<void>((done) => (meet = done));
  let runs = 0;
  await host.add('blog', async function* (context) {
    const first = runs === 0;
    runs += 1;
    if (first) {
      // The second run begins from the same cursor and is whole before this one has its first page.
      await met;
      yield page(1, 'note:1');
      yield page(2, 'never');
    } else yield* upTo(3)(context);
  });
  const slow = host.poll();
  await vi.waitFor(() => expect(runs).toBe(1));
  host.pass(5);
  await host.poll();
  meet?.();
  expect(await slow).toEqual({ asked: 1, failed: 1 });
  expect((await host.cursors.list()).get('blog')).toMatchObject({ cursor: 3 });
  expect(host.accepted).not.toContain('never');
});

it('gives up a page that does not come', async () => {
  vi.useFakeTimers();
  try {
    const began = Date.now();
    const hangs = (async function* () {
      yield page(1);
      await new Promise(() => {});
    })();
    const read = async () => {
      for await (const _ of pagesUntil(hangs, began + 50_000, Date.now));
    };
    const ended = expect(read()).rejects.toMatchObject({ name: 'RunTimeout' });
    await vi.advanceTimersByTimeAsync(64_000);
    await vi.advanceTimersByTimeAsync(1_001);
    await ended;
  } finally {
    vi.useRealTimers();
  }
});
