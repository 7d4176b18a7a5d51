import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beyondChance, enoughObservations } from '../../shared/beyond-chance.ts';
import { isGuarded } from '../../shared/metrics/metric.ts';
import { type Compared, notableChanges } from '../../shared/notable-changes.ts';
import { notableMetrics } from '../../shared/notable-metrics.ts';
import { anyTold, metricOf, told } from '../told.ts';

const most = 50;
const places = [{}, { department: 'a' }, { department: 'b' }, { channel: 'x' }, { department: 'a', channel: 'x' }];

const anyCompared: fc.Arbitrary<Compared[]> = fc
  .tuple(
    ...notableMetrics.flatMap((as) =>
      places.map((place) =>
        fc
          .record({
            now: anyTold(as.id),
            before: anyTold(as.id),
            spread: fc.constantFrom(1.2, 2, 5, undefined),
            dispersion: fc.constantFrom(1, 3, undefined),
            exposure: fc.constantFrom(1, 0.5, 0),
          })
          .map(({ now, before, spread, dispersion, exposure }): Compared => {
            const p90 = (value: number | null) => (value === null || spread === undefined ? null : value * spread);
            const rated = {
              now: { value: now, p90: p90(now.value) },
              before: { value: before, p90: p90(before.value) },
            };
            return { as, ...place, ...rated, dispersion, exposure };
          }),
      ),
    ),
  )
  .map((all) => [...all]);

const nameOf = ({ as: { id }, department, channel }: Compared) => [id, department, channel].join('|');
const namesOf = (changes: readonly Compared[]) => changes.map(nameOf);

describe('notable changes', () => {
  it('are the same in whatever order they are found', () => {
    fc.assert(
      fc.property(
        anyCompared.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, shuffled]) => {
          expect(notableChanges(shuffled, most)).toEqual(notableChanges(all, most));
        },
      ),
    );
  });

  it('are told surest first; fewer are the first of more', () => {
    fc.assert(
      fc.property(anyCompared, fc.integer({ min: 1, max: 10 }), (all, first) => {
        const changes = notableChanges(all, most);
        expect(notableChanges(all, first)).toEqual(changes.slice(0, first));
        const scores = changes.map(({ score }) => score);
        expect(scores).toEqual([...scores].sort((one, other) => other - one));
        expect(Math.min(beyondChance, ...scores)).toBe(beyondChance);
      }),
    );
  });

  it('rest on enough, and on values that are told whole in both periods', () => {
    fc.assert(
      fc.property(anyCompared, (all) => {
        for (const { as, now, before } of notableChanges(all, most)) {
          const both = [now.value, before.value];
          expect(both.map(({ status }) => status)).toEqual(['OK', 'OK']);
          expect(both.flatMap(({ warnings }) => warnings)).toEqual([]);
          const [one = 0, other = 0] = both.map(({ n }) => n ?? 0);
          const isCount = as.kind === 'count' || as.kind === 'stock';
          expect(isCount ? one + other : Math.min(one, other)).toBeGreaterThanOrEqual(enoughObservations);
        }
      }),
    );
  });

  it('tell each department, and the company, one line of a family', () => {
    fc.assert(
      fc.property(anyCompared, (all) => {
        const lines = notableChanges(all, most).map(({ department, as }) => `${department}|${as.family}`);
        expect(new Set(lines).size).toBe(lines.length);
      }),
    );
  });

  it('are the same whether what cannot be told is there or not', () => {
    fc.assert(
      fc.property(anyCompared, (all) => {
        const isTold = ({ now, before }: Compared) => now.value.status === 'OK' && before.value.status === 'OK';
        expect(namesOf(notableChanges(all, most))).toEqual(namesOf(notableChanges(all.filter(isTold), most)));
      }),
    );
  });

  it('are of metrics that no small group is hidden in', () => {
    expect(notableMetrics.filter(({ id }) => isGuarded(metricOf(id)))).toEqual([]);
  });
});

const as = (id: string) => {
  const metric = notableMetrics.find((one) => one.id === id);
  if (!metric) throw new Error(`${id} is never news.`);
  return metric;
};
const count = (id: string, now: number, before: number, over: Partial<Compared> = {}): Compared => ({
  as: as(id),
  now: { value: told(id, { value: now, numerator: now, n: now }) },
  before: { value: told(id, { value: before, numerator: before, n: before }) },
  exposure: 1,
  dispersion: 1,
  ...over,
});
const share = (id: string, now: [number, number], before: [number, number], over: Partial<Compared> = {}): Compared => {
  const of = ([numerator, denominator]: [number, number]) => ({
    value: told(id, { value: numerator / denominator, numerator, denominator, n: denominator }),
  });
  return { as: as(id), now: of(now), before: of(before), exposure: 1, ...over };
};

describe('a change', () => {
  const lines = (...all: Compared[]) =>
    notableChanges(all, most).map(({ improved, ...one }) => [nameOf(one).replace(/\|+$/, ''), improved]);

  it('is an improvement when it goes the way that is good', () => {
    expect(lines(count('MENTIONS', 200, 100))).toEqual([['MENTIONS', true]]);
    expect(lines(count('OVERDUE', 200, 100))).toEqual([['OVERDUE', false]]);
    expect(lines(count('OVERDUE', 100, 200))).toEqual([['OVERDUE', true]]);
    expect(lines(count('ENQUIRIES', 200, 100))).toEqual([['ENQUIRIES', null]]);
    expect(lines(share('NET_SENTIMENT', [-20, 100], [60, 100]))).toEqual([['NET_SENTIMENT', false]]);
  });

  it('of a count that varies as much from day to day is none', () => {
    expect(lines(count('MENTIONS', 200, 100, { dispersion: 4 }))).toEqual([]);
    expect(lines(count('MENTIONS', 200, 100, { dispersion: undefined }))).toEqual([]);
  });

  it('of a share whose interactions come in bursts is as sure as there are bursts', () => {
    const doubled: [[number, number], [number, number]] = [
      [120, 200],
      [80, 200],
    ];
    expect(lines(share('SOCIAL_SHARE', ...doubled))).toEqual([['SOCIAL_SHARE', true]]);
    expect(lines(share('SOCIAL_SHARE', ...doubled, { dispersion: 1 }))).toEqual([['SOCIAL_SHARE', true]]);
    expect(lines(share('SOCIAL_SHARE', ...doubled, { dispersion: 2 }))).toEqual([]);
  });

  it('that only longer days make is none, nor is one of days that have not begun', () => {
    expect(lines(count('MENTIONS', 200, 100, { exposure: 2 }))).toEqual([]);
    expect(lines(count('MENTIONS', 0, 100, { exposure: 0 }))).toEqual([]);
  });

  it('that is sure and yet small is no news', () => {
    expect(lines(count('MENTIONS', 1_050_000, 1_000_000))).toEqual([]);
    expect(lines(share('WITHIN_TARGET', [510_000, 1_000_000], [500_000, 1_000_000]))).toEqual([]);
  });

  it('of the company is told of the one department, or else channel, that nearly all of it comes from', () => {
    const [all, most_, some] = [count('MENTIONS', 400, 200), count('MENTIONS', 360, 180), count('MENTIONS', 200, 100)];
    expect(lines(all, { ...most_, department: 'a' }, { ...most_, channel: 'x' })).toEqual([['MENTIONS|a', true]]);
    expect(lines(all, { ...some, department: 'a' }, { ...most_, channel: 'x' })).toEqual([['MENTIONS||x', true]]);
    expect(lines(all, { ...some, department: 'a' }, { ...some, department: 'b' })).toEqual([['MENTIONS', true]]);
  });

  it('of a share that moved in a single department is told of that one, in several of the company', () => {
    const all = share('WITHIN_TARGET', [250, 500], [400, 500]);
    const own = share('WITHIN_TARGET', [40, 200], [150, 200]);
    expect(lines(all, { ...own, department: 'a' })).toEqual([['WITHIN_TARGET|a', false]]);
    expect(lines(all, { ...own, department: 'a' }, { ...own, department: 'b' })).toEqual([['WITHIN_TARGET', false]]);
  });

  it('against that of the company is told beside it', () => {
    const against = count('MENTIONS', 50, 150, { department: 'b' });
    expect(lines(count('MENTIONS', 900, 400), against)).toEqual([
      ['MENTIONS', true],
      ['MENTIONS|b', false],
    ]);
  });
});
