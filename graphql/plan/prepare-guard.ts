import { type PeopleChanges, partsBetween } from '../../shared/people-changes.ts';
import type { WithheldStore } from '../../shared/store/withheld.ts';
import { addDays, type Zone } from '../../shared/zone.ts';
import { type BasePeriod, basePeriodsOf } from './base-periods.ts';
import type { Days } from './days.ts';
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
/** Periods that a process remembers decisions on: fifty years of weeks. */
const maxKnown = 2_600;

/**
 * Decides for all days that a report is about. A week or month is decided once, stored, and what is hidden of it stays
 * hidden; several of them hide what any of them hides. So nothing hidden shows as the difference of two answers.
 */
export async function prepareGuard(spans: readonly Days[], deps: GuardDeps): Promise<Guard> {
  const prepared = new Map<string, Hidden | undefined>();
  const periodsOf = new Map(
    spans.map((days) => [keyOf(days), basePeriodsOf(days.from, days.to, deps.home, deps.asOf)]),
  );
  const periods = new Map([...periodsOf.values()].flatMap((all) => all ?? []).map((period) => [period.key, period]));
  const decided = await decide([...periods.values()], deps);
  for (const days of spans) {
    const base = periodsOf.get(keyOf(days));
    if (prepared.has(keyOf(days))) continue;
    const joined = base?.map(({ key }) => decided.get(key) ?? nothingHidden).reduce(joinHidden, nothingHidden);
    prepared.set(keyOf(days), joined && base && base.length > 1 ? hiddenOnSeveral(days, joined, deps) : joined);
  }
  return (days) => prepared.get(keyOf(days));
}

const keyOf = ({ from, to }: Days): string => `${from}|${to}`;

/** Remembered, too, as long as neither the people nor what is hidden of the parts is another. */
function hiddenOnSeveral(days: Days, joined: Hidden, { people, kindOf, stampOf, decisions: { known } }: GuardDeps) {
  const stamp = `${stampOf(days)} ${JSON.stringify(joined)}`;
  const remembered = known.get(keyOf(days));
  if (remembered?.stamp === stamp) return remembered.hidden;
  const hidden = hiddenOn(days, people, kindOf, joined);
  remember(known, keyOf(days), { stamp, hidden });
  return hidden;
}

function remember(known: Decisions['known'], key: string, decision: { stamp: string; hidden: Hidden }): void {
  if (known.size >= maxKnown) known.clear();
  known.set(key, decision);
}

async function decide(
  periods: readonly BasePeriod[],
  { people, kindOf, stampOf, changes, decisions: { store, known } }: GuardDeps,
): Promise<Map<string, Hidden>> {
  const fresh = new Map<string, Hidden>();
  const open = periods.filter((period) => {
    const one = known.get(period.key);
    if (one?.stamp === stampOf(period)) fresh.set(period.key, one.hidden);
    return !fresh.has(period.key);
  });
  if (open.length === 0) return fresh;
  const keys = open.map(({ key }) => key).sort();
  const stored = await store.load(keys[0] as string, keys.at(-1) as string);
  const decideOne = async (period: BasePeriod) => {
    const stamp = stampOf(period);
    const before = stored.get(period.key);
    // Across a cut-over a small group would look like twice as many: each part must be large enough by itself.
    const parts = partsBetween(period, changes, (day) => addDays(day, -1));
    let hidden = parts.reduce((all, part) => hiddenOn(part, people, kindOf, all), before ?? nothingHidden);
    if (JSON.stringify(hidden) !== JSON.stringify(before)) {
      const found = hidden;
      hidden = await store.grow(period.key, (other) => (other ? joinHidden(other, found) : found));
    }
    remember(known, period.key, { stamp, hidden });
    fresh.set(period.key, hidden);
  };
  // Each period is decided by itself; a year that nobody has asked for yet is 52 of them to write.
  for (let at = 0; at < open.length; at += decidedAtOnce) {
    await Promise.all(open.slice(at, at + decidedAtOnce).map(decideOne));
  }
  return fresh;
}
