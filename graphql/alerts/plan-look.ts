import { alertId } from '../../shared/alert.ts';
import { mostNotices } from '../../shared/alert-notice.ts';
import type { AlertRule } from '../../shared/alert-rule.ts';
import { end, type Judged, judge } from '../../shared/alert-state.ts';
import type { StoredAlert } from '../../shared/store/alerts.ts';
import type { Seen } from './observe-rules.ts';

/** What becomes of an alert; without one before, it is new. */
export interface Step {
  id: string;
  before?: StoredAlert;
  judged: Judged;
}

export interface LookPlan {
  steps: Step[];
  /** Nothing asks for them any more, and all was told. */
  over: StoredAlert[];
}

/**
 * What a look at `now` makes of all alerts. Those of rules that are gone or turned off end; the end is told before they are
 * removed, and those of rules that are turned off keep their history.
 */
export function planLook(
  kept: readonly StoredAlert[],
  seen: readonly Seen[],
  rules: readonly AlertRule[],
  now: number,
): LookPlan {
  const byId = new Map(kept.map((stored) => [stored.id, stored]));
  const steps = new Map(seen.map((one) => [alertId(one), judgeOne(one, byId.get(alertId(one)), now)]));
  const over: StoredAlert[] = [];
  for (const before of kept) {
    if (steps.has(before.id)) continue;
    const rule = rules.find(({ id }) => id === before.alert.rule.id);
    const judged = isAsked(before, rule) ? { alert: before.alert } : end(before.alert, now);
    const isDone = judged.change === undefined && before.alert.notices.length === 0;
    if (isDone && !isAsked(before, rule) && rule?.enabled !== false) over.push(before);
    else steps.set(before.id, { id: before.id, before, judged });
  }
  return { steps: [...steps.values()], over };
}

function judgeOne(one: Seen, before: StoredAlert | undefined, now: number): Step {
  const id = alertId(one);
  const judged = judge(before?.alert, one, now);
  // It waits with its next change until the bus has taken those before.
  const isFull = before !== undefined && before.alert.notices.length >= mostNotices;
  if (isFull && judged.change) return { id, before, judged: { alert: before.alert } };
  return { id, judged, ...(before && { before }) };
}

/** A metric could not be looked at; a source was not because it is not asked for. */
const isAsked = ({ alert }: StoredAlert, rule: AlertRule | undefined): boolean =>
  rule?.enabled === true && rule.kind !== 'MISSING_DATA' && alert.source === undefined;
