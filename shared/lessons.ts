import { beyondChance } from './beyond-chance.ts';
import { isSure, type Told } from './told.ts';
import { type Rated, type RatedKind, toldZ } from './told-z.ts';

/** A metric in which one department may learn from another. */
export interface LessonMetric {
  id: string;
  /** Metrics of one family teach the same: a department has one lesson of each. */
  family: string;
  kind: RatedKind;
}

/** Shares, balances and medians of what a department can do better: how fast, how mutual, how welcome, how inventive. */
export const lessonMetrics: readonly LessonMetric[] = [
  { id: 'WITHIN_TARGET', family: 'response', kind: 'share' },
  { id: 'RESPONSE_RATE', family: 'response', kind: 'share' },
  { id: 'FIRST_RESPONSE_P50', family: 'response', kind: 'median' },
  { id: 'DIALOGUE_RATIO', family: 'dialogue', kind: 'share' },
  { id: 'NET_SENTIMENT', family: 'sentiment', kind: 'balance' },
  { id: 'CO_CREATION', family: 'ideas', kind: 'share' },
  { id: 'IDEAS_SHIPPED', family: 'ideas', kind: 'share' },
  { id: 'LOOP_CLOSED', family: 'ideas', kind: 'share' },
];

/** A department's value of a metric. */
export interface Performance<Value extends Told = Told> extends Rated<Value> {
  as: LessonMetric;
  department: string;
}

export interface Lesson<Value extends Told = Told> {
  as: LessonMetric;
  learner: Performance<Value>;
  teacher: Performance<Value>;
  /** By how much the teacher is better, in the unit of the metric; greater than 0. */
  gap: number;
  /** Standard errors between the two values. */
  score: number;
}

/** Smaller gaps are nothing to learn from: of shares absolute, of medians relative to the learner's. */
const leastGap = { share: 0.05, relative: 0.25 } as const;

/**
 * Who should learn what from whom: for each department and family of metrics the gap that is furthest beyond chance, to the
 * best of the departments that are surely better; the surest first, equal ones by metric and departments, so that the order
 * of what is given does not matter. Values that are empty, withheld, incomplete or censored, or rest on too little, neither
 * teach nor learn.
 */
export function lessonsOf<Value extends Told>(
  performances: readonly Performance<Value>[],
  first: number,
): Lesson<Value>[] {
  const learned = new Set<string>();
  return performances
    .flatMap((learner) => lessonFor(learner, performances) ?? [])
    .sort((one, other) => other.score - one.score || (nameOf(one) < nameOf(other) ? -1 : 1))
    .filter(({ learner, as: { family } }) => {
      const subject = `${learner.department}|${family}`;
      return !learned.has(subject) && learned.add(subject);
    })
    .slice(0, first);
}

const nameOf = ({ as: { id }, learner, teacher }: Lesson): string =>
  [id, learner.department, teacher.department].join('|');

/** The lesson of the best teacher of a metric: the greatest gap among those beyond chance, the surest of equal ones. */
function lessonFor<Value extends Told>(
  learner: Performance<Value>,
  performances: readonly Performance<Value>[],
): Lesson<Value> | undefined {
  const { as } = learner;
  return performances
    .flatMap((teacher) => {
      if (teacher.as.id !== as.id || teacher.department === learner.department) return [];
      const gap = gapBetween(learner, teacher);
      const z = gap === undefined ? undefined : toldZ(as.kind, teacher, learner);
      if (gap === undefined || z === undefined || Math.abs(z) < beyondChance) return [];
      return [{ as, learner, teacher, gap, score: Math.abs(z) }];
    })
    .sort((one, other) => other.gap - one.gap || other.score - one.score || (nameOf(one) < nameOf(other) ? -1 : 1))[0];
}

/** By how much the teacher is better; undefined when that is nothing to speak of. */
function gapBetween({ as: { kind }, value: own }: Performance, { value: other }: Performance): number | undefined {
  if (!isSure(own) || !isSure(other)) return undefined;
  const gap = (other.value - own.value) * own.metric.goodDirection;
  const least = kind === 'median' ? leastGap.relative * own.value : leastGap.share;
  return gap > 0 && gap >= least ? gap : undefined;
}
