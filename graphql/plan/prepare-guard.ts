import { type PeopleChanges, partsBetween } from '../../shared/people-changes.ts';
import type { WithheldStore } from '../../shared/store/withheld.ts';
import { addDays, type Zone } from '../../shared/zone.ts';
import { type BasePeriod, basePeriodsOf } from './base-periods.ts';
import type { Days } from './days.ts';
import { decideRange, type LongerRange, longerRange } from './decide-range.ts';
import type { KindOf } from './guard.ts';
import { type Hidden, joinHidden, nothingHidden } from './hidden.ts';
import { hiddenOn } from './hidden-on.ts';
import type { People } from './people-of.ts';

/** What must not be told about employees on some days; undefined when nothing may, as they are no whole periods. */
export type Guard = (days: Days) => Hidden | undefined;

export interface GuardDeps {
  people: People;
  kindOf: KindOf;
  /** What the people of days depend on: as long as it is the same, so is what was decided. */
  stampOf(days: Days): string;
  decisions: Decisions;
  /** On which days people go by another pseudonym. */
  changes: Pick<PeopleChanges, 'cutOvers'>;
  home: Zone;
  /** Epoch milliseconds. */
  asOf: number;
}

/** Decisions on periods, and what this process remembers of them. */
export interface Decisions {
  store: WithheldStore<Hidden>;
  known: Map<string, { stamp: string; hidden: Hidden }>;
}

export const createDecisions = (store: WithheldStore<Hidden>): Decisions => ({ store, known: new Map() });

/** Decisions that are written at the same time: as many as a client has connections to spare. */
const decidedAtOnce = 16;
/** Periods and ranges that a process remembers decisions on: fifty years of weeks. */
const maxKnown = 2_600;

/**
 * Decides for all days that a report is about. A week or month is decided once, stored, and what is hidden of it stays
 * hidden; several of them hide what any of them hides and what that takes beyond, which is stored, too. So nothing hidden
 * shows as the difference of two answers. What is stored is read by one query, and by none where all is remembered.
 */
export async function prepareGuard(spans: readonly Days[], deps: GuardDeps): Promise<Guard> {
  const { known, store } = deps.decisions;
  const basesOf = new Map(
    spans.map((days) => [keyOf(days), basePeriodsOf(days.from, days.to, deps.home, deps.asOf) ?? []]),
  );
  const periods = byKey([...basesOf.values()].flat());
  const ranges = byKey([...basesOf.values()].flatMap((bases) => longerRange(bases) ?? []));
  const decided = new Map<string, Hidden>();
  const recall = (key: string, stamp: string): boolean => {
    const one = known.get(key);
    if (one?.stamp === stamp) decided.set(key, one.hidden);
    return decided.has(key);
  };
  const note = (key: string, stamp: string, hidden: Hidden): void => {
    if (known.size >= maxKnown) known.clear();
    known.set(key, { stamp, hidden });
    decided.set(key, hidden);
  };
  const joinedIn = ({ periods: parts }: LongerRange): Hidden =>
    parts.map(({ key }) => decided.get(key) ?? nothingHidden).reduce(joinHidden, nothingHidden);
  // As long as neither the people nor what is hidden of the parts is another.
  const stampOfRange = (range: LongerRange): string => `${deps.stampOf(range)} ${JSON.stringify(joinedIn(range))}`;

  const openPeriods = periods.filter((period) => !recall(period.key, deps.stampOf(period)));
  const open = new Set(openPeriods.map(({ key }) => key));
  const openRanges = ranges.filter(
    (range) => range.periods.some(({ key }) => open.has(key)) || !recall(range.key, stampOfRange(range)),
  );
  const stored = await load([...openPeriods, ...openRanges], store);
  await someAtOnce(openPeriods, async (period) =>
    note(period.key, deps.stampOf(period), await decidePeriod(period, stored.get(period.key), deps)),
  );
  await someAtOnce(openRanges, async (range) =>
    note(
      range.key,
      stampOfRange(range),
      await decideRange(range, joinedIn(range), stored.get(range.key), { ...deps, store }),
    ),
  );
  const decidedKeys = new Map([...basesOf].map(([days, bases]) => [days, (longerRange(bases) ?? bases[0])?.key ?? '']));
  return (days) => decided.get(decidedKeys.get(keyOf(days)) ?? '');
}

const keyOf = ({ from, to }: Days): string => `${from}|${to}`;

const byKey = <T extends { key: string }>(all: readonly T[]): T[] => [
  ...new Map(all.map((one) => [one.key, one])).values(),
];

async function load(open: readonly { key: string }[], store: Decisions['store']): Promise<ReadonlyMap<string, Hidden>> {
  const keys = open.map(({ key }) => key).sort();
  const [first, last] = [keys[0], keys.at(-1)];
  return first === undefined || last === undefined ? new Map() : store.load(first, last);
}

/** Each is decided by itself; a year that nobody has asked for yet is 52 of them to write. */
async function someAtOnce<T>(all: readonly T[], decide: (one: T) => Promise<void>): Promise<void> {
  for (let at = 0; at < all.length; at += decidedAtOnce) {
    await Promise.all(all.slice(at, at + decidedAtOnce).map(decide));
  }
}

async function decidePeriod(
  period: BasePeriod,
  before: Hidden | undefined,
  { people, kindOf, changes, decisions: { store } }: GuardDeps,
): Promise<Hidden> {
  // Across a cut-over a small group would look like twice as many: each part must be large enough by itself.
  const parts = partsBetween(period, changes, (day) => addDays(day, -1));
  const hidden = parts.reduce((all, part) => hiddenOn(part, people, kindOf, all), before ?? nothingHidden);
  if (JSON.stringify(hidden) === JSON.stringify(before)) return hidden;
  return store.grow(period.key, (other) => (other ? joinHidden(other, hidden) : hidden));
}
