import { atOnePlace, timesOf } from './at-one-place.ts';
import { beyondChance, countZ, enoughObservations } from './beyond-chance.ts';
import { type NotableMetric, notableMetrics } from './notable-metrics.ts';
import { isSure, type Told } from './told.ts';
import { type Rated, toldZ } from './told-z.ts';

/** A value of two periods, of the company, a department or a channel. */
export interface Compared<Value extends Told = Told> {
  as: NotableMetric;
  department?: string | undefined;
  channel?: string | undefined;
  now: Rated<Value>;
  before: Rated;
  /** How many times as long the first period was counted for. */
  exposure: number;
  /** How much more than by chance a count, or a share that bursts, varies; undefined: not known. */
  dispersion?: number | undefined;
}

export type NotableChange<Value extends Told = Told> = Compared<Value> & {
  /** Null when the metric has no good direction. */
  improved: boolean | null;
  /** Standard errors between the two values. */
  score: number;
};

/** Changes smaller than these are no news however sure they are: of shares absolute, of counts and medians relative. */
const leastChange = { share: 0.02, relative: 0.1 } as const;

/**
 * The changes that are beyond chance, the most surprising first, each at one place, and at most one for each department (or
 * the company) and family of metrics. Equal ones are in the order of `notableMetrics`, departments and channels, so that the
 * order of what is given does not matter. Values that are empty, withheld, incomplete or censored in either period, or rest
 * on too little, are never among them.
 */
export function notableChanges<Value extends Told>(
  compared: readonly Compared<Value>[],
  first: number,
): NotableChange<Value>[] {
  const stories = new Set<string>();
  const surprising = compared.flatMap(judged).sort(inOrder);
  const alike = Map.groupBy(surprising, ({ as: { id }, rises }) => `${id}|${rises}`);
  return [...alike.values()]
    .flatMap((changes) => atOnePlace(changes))
    .sort(inOrder)
    .filter(({ department, as: { family } }) => {
      const story = `${department ?? ''}|${family}`;
      return !stories.has(story) && stories.add(story);
    })
    .slice(0, first);
}

function judged<Value extends Told>(one: Compared<Value>): (NotableChange<Value> & { rises: boolean })[] {
  const z = changeZ(one);
  if (z === undefined || Math.abs(z) < beyondChance) return [];
  const { goodDirection } = one.now.value.metric;
  const improved = goodDirection === 0 ? null : Math.sign(z) === goodDirection;
  return [{ ...one, score: Math.abs(z), rises: z > 0, improved }];
}

const inOrder = (one: NotableChange, other: NotableChange): number =>
  other.score - one.score || placeOf(one) - placeOf(other) || (nameOf(one) < nameOf(other) ? -1 : 1);
const placeOf = ({ as: { id } }: Compared): number => notableMetrics.findIndex((metric) => metric.id === id);
const nameOf = ({ department, channel }: Compared): string => [department, channel].join('|');

/** The signed z score of a change; undefined when it cannot be judged, or is too small to matter. */
function changeZ(compared: Compared): number | undefined {
  const { now, before, dispersion } = compared;
  const { kind } = compared.as;
  const [one, other] = [now.value, before.value];
  if (!isSure(one) || !isSure(other)) return undefined;
  if (kind === 'count' || kind === 'stock') {
    const times = timesOf(compared);
    const isKnown = dispersion !== undefined && one.value + other.value >= enoughObservations && times > 0;
    return isKnown && isLarge(one.value, other.value * times)
      ? countZ(one.value, other.value, times, dispersion)
      : undefined;
  }
  const large =
    kind === 'median' ? isLarge(one.value, other.value) : Math.abs(one.value - other.value) >= leastChange.share;
  const z = large ? toldZ(kind, now, before) : undefined;
  return z === undefined ? undefined : z / Math.sqrt(dispersion ?? 1);
}

const isLarge = (value: number, before: number): boolean =>
  Math.abs(value - before) >= leastChange.relative * Math.abs(before);
