import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Backlog, lagOf, nextBacklog } from '../../shared/rate-share.ts';
import { type SimulatedSecond, type SimulatedSource, simulateOverload } from '../simulate-overload.ts';

const lag = { soft: 20, hard: 300 };
const rate = 1_000;
const steady = (id: string, perSecond: number, batch: number): SimulatedSource => ({
  id,
  batch,
  demand: () => perSecond,
});
const small = ['a', 'b', 'c', 'd', 'e'].map((id, index) => steady(id, 60, [1, 10, 30, 100, 250][index] ?? 1));
const sum = (lines: readonly SimulatedSecond[], of: (line: SimulatedSecond) => number) =>
  lines.reduce((total, line) => total + of(line), 0);
const passedShare = (lines: readonly SimulatedSecond[], { id }: SimulatedSource) =>
  sum(lines, ({ passed }) => passed.get(id) ?? 0) / sum(lines, ({ sent }) => sent.get(id) ?? 0);

describe('one source at ten times what is folded, and five small ones', () => {
  const from = 10;
  const to = 400;
  const noisy = {
    id: 'noisy',
    batch: 100,
    demand: (second: number) => (second >= from && second < to ? 10 * rate : 0),
  };
  const simulated = simulateOverload({ seconds: 500, sources: [noisy, ...small], rate: () => rate, lag, doors: 3 });

  it('all of the small ones passes, and none is told that nothing is taken', async () => {
    const lines = await simulated;
    for (const source of small) expect(passedShare(lines, source), source.id).toBe(1);
    expect(sum(lines, ({ closed }) => closed)).toBe(0);
  });

  it('what waits stays bounded and comes back below the soft lag while the flood goes on', async () => {
    const lines = await simulated;
    expect(Math.max(...lines.map((line) => line.lag))).toBeLessThan(4 * lag.soft);
    expect(Math.max(...lines.slice(250, to).map((line) => line.lag))).toBeLessThan(lag.soft);
  });

  it('the noisy one has what is left, and nothing that could be folded is refused for long', async () => {
    const settled = (await simulated).slice(250, to);
    const folded = sum(settled, (line) => line.folded) / settled.length;
    expect(folded).toBeGreaterThan(0.93 * rate);
    const second = settled.map(({ passed }) => passed.get('noisy') ?? 0);
    const perTen = second.filter((_, index) => index % 10 === 0).map((_, ten) => second.slice(ten * 10, ten * 10 + 10));
    // No starving in turns: of any ten seconds it has its part.
    for (const ten of perTen) expect(ten.reduce((a, b) => a + b, 0)).toBeGreaterThan(0.4 * 10 * (rate - 300));
  });

  it('everybody may send what they like again soon after the flood is over', async () => {
    const lines = await simulated;
    expect(lines.at(-1)?.share).toBeUndefined();
    expect(lines.findIndex(({ share }, second) => second >= to && share === undefined) - to).toBeLessThan(60);
  });
});

describe('other floods', () => {
  it('several noisy ones get equal parts', async () => {
    const noisy = ['p', 'q', 'r', 's'].map((id) => steady(id, 3 * rate, 50));
    const lines = await simulateOverload({
      seconds: 300,
      sources: [...noisy, ...small],
      rate: () => rate,
      lag,
      doors: 4,
    });
    for (const source of small) expect(passedShare(lines, source), source.id).toBe(1);
    const settled = lines.slice(150);
    const parts = noisy.map((source) => passedShare(settled, source));
    expect(Math.max(...parts) / Math.min(...parts)).toBeLessThan(1.1);
  });

  it('one sender alone is slowed to what is folded', async () => {
    const lines = await simulateOverload({
      seconds: 300,
      sources: [steady('import', 3 * rate, 100)],
      rate: () => rate,
      lag,
      doors: 1,
    });
    expect(sum(lines, ({ closed }) => closed)).toBe(0);
    const settled = lines.slice(150);
    expect(sum(settled, (line) => line.folded) / settled.length).toBeGreaterThan(0.9 * rate);
    expect(Math.max(...settled.map((line) => line.lag))).toBeLessThan(2 * lag.soft);
  });

  it('a fold that stands still closes the door at the hard lag, and opens it when it goes on', async () => {
    const stopped = { from: 20, to: 700 };
    const lines = await simulateOverload({
      seconds: 1_100,
      sources: small,
      rate: (second) => (second >= stopped.from && second < stopped.to ? 0 : rate),
      lag,
      doors: 2,
    });
    const accepted = sum(lines.slice(stopped.from, stopped.to), ({ passed }) =>
      [...passed.values()].reduce((a, b) => a + b, 0),
    );
    expect(accepted).toBeLessThan(300 * (lag.hard + 20));
    expect(sum(lines.slice(lag.hard + 40, stopped.to), ({ closed }) => closed)).toBeGreaterThan(0);
    const after = lines.slice(stopped.to + 200);
    for (const source of small) expect(passedShare(after, source), source.id).toBe(1);
  });

  it('less than what is folded is never refused, however it comes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ perSecond: fc.integer({ min: 1, max: 200 }), batch: fc.integer({ min: 1, max: 500 }) }), {
          minLength: 1,
          maxLength: 4,
        }),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 4 }),
        async (feeds, doors, cycle) => {
          const sources = feeds.map(({ perSecond, batch }, index) => steady(String(index), perSecond, batch));
          const lines = await simulateOverload({ seconds: 90, sources, rate: () => rate, lag, doors, cycle });
          for (const { sent, passed } of lines) expect(passed).toEqual(sent);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('the share', () => {
  const notes = fc.record({
    waiting: fc.integer({ min: 0, max: 1e7 }),
    rate: fc.integer({ min: 0, max: 50_000 }),
    sources: fc.integer({ min: 0, max: 500 }),
    share: fc.option(fc.double({ min: 1, max: 1e6, noNaN: true }), { nil: undefined }),
    counted: fc.integer({ min: 0, max: 1e9 }),
  });

  it('is never below an equal part until half way to the hard lag, never below one, and moves by steps', () => {
    fc.assert(
      fc.property(notes, notes, fc.integer({ min: 1, max: 59_000 }), fc.nat(1e9), (first, seen, later, accepted) => {
        const { share, ...rest } = first;
        const before: Backlog = { ...rest, at: 0, ...(share !== undefined && { share }) };
        const { share: _share, counted: _counted, ...now } = { ...seen, at: later };
        const next = nextBacklog({ note: before, accepted }, now, lag);
        if (next.share === undefined) return;
        expect(next.share).toBeGreaterThanOrEqual(1);
        if (before.share === undefined) return;
        if (lagOf(next) <= (lag.soft + lag.hard) / 2) {
          expect(next.share).toBeGreaterThanOrEqual(Math.min(1e9, (0.79 * next.rate) / Math.max(1, seen.sources)));
        } else expect(next.share).toBeLessThanOrEqual(1.25 * before.share + 1);
        expect(next.share).toBeGreaterThanOrEqual(0.5 * before.share);
      }),
    );
  });

  it('is nothing where nothing waits', () => {
    fc.assert(
      fc.property(notes, (seen) => {
        const { share: _share, counted: _counted, ...now } = { ...seen, at: 1_000, waiting: 0 };
        expect(nextBacklog({ accepted: 0 }, now, lag).share).toBeUndefined();
      }),
    );
  });
});
