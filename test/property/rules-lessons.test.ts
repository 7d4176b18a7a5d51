import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beyondChance, enoughObservations } from '../../shared/beyond-chance.ts';
import { type Lesson, lessonMetrics, lessonsOf, type Performance } from '../../shared/lessons.ts';
import { isGuarded } from '../../shared/metrics/metric.ts';
import { anyTold, metricOf, told } from '../told.ts';

const most = 50;
const departments = ['a', 'b', 'c', 'd'];

const anyPerformances: fc.Arbitrary<Performance[]> = fc
  .tuple(
    ...lessonMetrics.flatMap((as) =>
      departments.map((department) =>
        fc
          .record({ value: anyTold(as.id), spread: fc.constantFrom(1.2, 2, 5) })
          .map(({ value, spread }): Performance => {
            const p90 = value.value === null ? null : value.value * spread;
            return { as, department, value, p90 };
          }),
      ),
    ),
  )
  .map((all) => [...all]);

const goodnessOf = ({ value }: Performance): number => (value.value ?? 0) * value.metric.goodDirection;

describe('lessons', () => {
  it('are the same in whatever order departments are looked at', () => {
    fc.assert(
      fc.property(
        anyPerformances.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, shuffled]) => {
          expect(lessonsOf(shuffled, most)).toEqual(lessonsOf(all, most));
        },
      ),
    );
  });

  it('are told surest first; fewer are the first of more', () => {
    fc.assert(
      fc.property(anyPerformances, fc.integer({ min: 1, max: 5 }), (all, first) => {
        const lessons = lessonsOf(all, most);
        expect(lessonsOf(all, first)).toEqual(lessons.slice(0, first));
        const scores = lessons.map(({ score }) => score);
        expect(scores).toEqual([...scores].sort((one, other) => other - one));
        expect(Math.min(beyondChance, ...scores)).toBe(beyondChance);
      }),
    );
  });

  it('go from who is better to who is worse in the same, by the gap that is told, on enough on both sides', () => {
    fc.assert(
      fc.property(anyPerformances, (all) => {
        for (const { learner, teacher, gap, as } of lessonsOf(all, most)) {
          expect([learner.as.id, teacher.as.id]).toEqual([as.id, as.id]);
          expect(gap).toBeCloseTo(goodnessOf(teacher) - goodnessOf(learner), 9);
          expect(gap).toBeGreaterThan(0);
          for (const { value } of [learner, teacher]) {
            expect(value).toMatchObject({ status: 'OK', warnings: [] });
            expect(value.n).toBeGreaterThanOrEqual(enoughObservations);
          }
        }
      }),
    );
  });

  it('are one for each learner and family', () => {
    fc.assert(
      fc.property(anyPerformances, (all) => {
        const subjects = lessonsOf(all, most).map(({ learner, as }) => `${learner.department}|${as.family}`);
        expect(new Set(subjects).size).toBe(subjects.length);
      }),
    );
  });

  it('are the same whether what cannot be told is there or not', () => {
    fc.assert(
      fc.property(anyPerformances, (all) => {
        const shown = all.filter(({ value }) => value.status === 'OK');
        expect(lessonsOf(shown, most)).toEqual(lessonsOf(all, most));
      }),
    );
  });

  it('are of metrics that no small group is hidden in, and that have a good direction', () => {
    const metrics = lessonMetrics.map(({ id }) => metricOf(id));
    expect(metrics.filter((metric) => isGuarded(metric) || metric.goodDirection === 0)).toEqual([]);
  });
});

const rate = (department: string, answered: number, all: number): Performance => ({
  as: lessonMetrics.find(({ id }) => id === 'RESPONSE_RATE') ?? lessonMetrics[0] ?? never(),
  department,
  value: told('RESPONSE_RATE', { value: answered / all, numerator: answered, denominator: all, n: all }),
});
const never = (): never => {
  throw new Error('There is nothing to learn.');
};
const whoFromWhom = (lessons: Lesson[]) =>
  lessons.map(({ learner, teacher }) => [learner.department, teacher.department]).sort();

describe('a lesson', () => {
  it('is taught by the best of those that are surely better', () => {
    const all = [rate('a', 20, 100), rate('b', 60, 100), rate('c', 90, 100)];
    expect(whoFromWhom(lessonsOf(all, most))).toEqual([
      ['a', 'c'],
      ['b', 'c'],
    ]);
  });

  it('is not taught by who is better by chance', () => {
    const lucky = [rate('a', 20, 100), rate('b', 60, 100), rate('c', 13, 20)];
    expect(whoFromWhom(lessonsOf(lucky, most))).toEqual([['a', 'c']]);
    expect(lessonsOf([rate('a', 55, 100), rate('c', 13, 20)], most)).toEqual([]);
  });

  it('is not worth it for four points in a hundred', () => {
    expect(lessonsOf([rate('a', 50_000, 100_000), rate('b', 54_000, 100_000)], most)).toEqual([]);
  });
});
