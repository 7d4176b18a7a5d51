import { beyondChance, countZ, enoughObservations } from './beyond-chance.ts';
import type { NotableMetric } from './notable-metrics.ts';
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
  /** How much more than by chance a count varies; undefined: not known. */
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

/** A part of this size is nearly all. */
const nearlyAll = 0.8;

/**
 * The changes that are beyond chance, the most surprising first, at most one for each department (or the company) and family of
 * metrics, and each at one place. Equal ones by metric, department and channel, so that the order of what is given does not
 * matter. Values that are empty, withheld, incomplete or censored in either period, or rest on too little, are never among them.
 */
export function notableChanges<Value extends Told>(
  compared: readonly Compared<Value>[],
  first: number,
): NotableChange<Value>[] {
  const stories = new Set<string>();
  const surprising = compared.flatMap((one) => {
    const z = changeZ(one);
    if (z === undefined || Math.abs(z) < beyondChance) return [];
    const { goodDirection } = one.now.value.metric;
    const improved = goodDirection === 0 ? null : Math.sign(z) === goodDirection;
    return [{ ...one, score: Math.abs(z), rises: z > 0, improved }];
  });
  return told(surprising)
    .sort((one, other) => other.score - one.score || (nameOf(one) < nameOf(other) ? -1 : 1))
    .filter(({ department, as: { family } }) => {
      const story = `${department ?? ''}|${family}`;
      return !stories.has(story) && stories.add(story);
    })
    .slice(0, first);
}

/**
 * Each change at one place: what the whole company shares is told of it alone, and not of its parts that changed alike; what
 * nearly all comes from one department, or else channel, is told of that one.
 */
function told<Change extends Compared & { rises: boolean }>(changes: readonly Change[]): Change[] {
  return [...Map.groupBy(changes, ({ as: { id }, rises }) => `${id}|${rises}`).values()].flatMap((alike) => {
    const company = alike.find(({ department, channel }) => department === undefined && channel === undefined);
    if (!company) return alike;
    const parts = alike.filter((one) => one !== company && isNearly(one, company));
    return parts.find(({ department }) => department !== undefined) ?? parts[0] ?? company;
  });
}

/** Whether a part makes up nearly all of what the company's values rest on. */
const isNearly = (part: Compared, company: Compared): boolean => weightOf(part) >= nearlyAll * weightOf(company);
const weightOf = ({ now, before }: Compared): number => (now.value.n ?? 0) + (before.value.n ?? 0);

const nameOf = ({ as: { id }, department, channel }: Compared): string => [id, department, channel].join('|');

/** The signed z score of a change; undefined when it cannot be judged, or is too small to matter. */
function changeZ({ as: { kind }, now, before, exposure, dispersion }: Compared): number | undefined {
  const [one, other] = [now.value, before.value];
  if (!isSure(one) || !isSure(other)) return undefined;
  if (kind === 'count' || kind === 'stock') {
    const times = kind === 'stock' ? 1 : exposure;
    const isKnown = dispersion !== undefined && one.value + other.value >= enoughObservations && times > 0;
    return isKnown && isLarge(one.value, other.value * times)
      ? countZ(one.value, other.value, times, dispersion)
      : undefined;
  }
  const large =
    kind === 'median' ? isLarge(one.value, other.value) : Math.abs(one.value - other.value) >= leastChange.share;
  return large ? toldZ(kind, now, before) : undefined;
}

const isLarge = (value: number, before: number): boolean =>
  Math.abs(value - before) >= leastChange.relative * Math.abs(before);
