import type { Acknowledgement, Alert, AlertTransition, Observation } from './alert.ts';
import { type AlertRule, asksTheSame } from './alert-rule.ts';
import type { AlertChange, AlertState, AlertVerdict } from './alert-vocabulary.ts';

/** How many transitions of an alert are kept. */
export const keptTransitions = 30;

/** An alert as it is after a look or an act; `change` when that made it another state. */
export interface Judged {
  alert: Alert;
  change?: AlertChange;
}

/**
 * What a look at `now` (epoch milliseconds) makes of an alert; undefined: it is the first look. The state follows what is
 * seen once that was seen for the rule's pending minutes without a break. Looking twice is looking once: only the look that
 * changes the state tells a change. An acknowledgement holds until the condition is known not to be met, also over a time in
 * which that cannot be judged, and for the question that the rule asked then.
 */
export function judge(
  before: Alert | undefined,
  { rule, source, observed }: { rule: AlertRule; source?: string | undefined; observed: Observation },
  now: number,
): Judged {
  if (!before) {
    const seen = { rule, ...(source !== undefined && { source }), observed, observedAt: now };
    const fresh: Alert = { ...seen, state: 'OK', since: now, history: [] };
    // There is nothing yet that an unjudged condition could interrupt.
    return observed.verdict === 'UNJUDGED' ? move(fresh, now) : follow(fresh, now);
  }
  const known = { ...before, rule, observed, observedAt: now };
  return asksTheSame(before.rule, rule) ? follow(known, now) : askAnew(known, now);
}

/** Acknowledges an alert that fires, or says so anew; undefined when it does not fire. */
export function acknowledge(alert: Alert, acknowledged: Acknowledgement): Judged | undefined {
  if (!alert.raised || (alert.state !== 'FIRING' && alert.state !== 'ACKNOWLEDGED')) return undefined;
  const { by, at, note } = acknowledged;
  const raised = { ...alert.raised, acknowledged };
  return changed({ ...alert, raised }, 'ACKNOWLEDGED', 'ACKNOWLEDGED', at, { by, ...(note !== undefined && { note }) });
}

/** Ends an alert whose rule or source is no more, or is not asked any more: what had fired does so no longer. */
export function end(alert: Alert, now: number): Judged {
  const { raised, pending: _, ...rest } = alert;
  if (raised) return changed(rest, 'ENDED', 'OK', now);
  return { alert: alert.state === 'OK' ? rest : { ...rest, state: 'OK', since: now } };
}

const seenIn: Record<AlertState, AlertVerdict> = {
  OK: 'NOT_MET',
  FIRING: 'MET',
  ACKNOWLEDGED: 'MET',
  UNKNOWN: 'UNJUDGED',
};

/** Moves an alert once what is seen has been seen for long enough. */
function follow({ pending: waiting, ...alert }: Alert, now: number): Judged {
  const { verdict } = alert.observed;
  if (verdict === seenIn[alert.state]) return { alert };
  const pending = waiting?.verdict === verdict ? waiting : { verdict, since: now };
  if (now - pending.since < alert.rule.pendingMinutes * 60_000) return { alert: { ...alert, pending } };
  return move(alert, now);
}

/** Forgets what was acknowledged or pending of another question. */
function askAnew({ pending: _, raised, ...alert }: Alert, now: number): Judged {
  const asked: Alert = raised ? { ...alert, raised: { since: raised.since } } : alert;
  if (alert.state !== 'ACKNOWLEDGED') return follow(asked, now);
  return alert.observed.verdict === 'MET' ? changed(asked, 'FIRED', 'FIRING', now) : move(asked, now);
}

function move(alert: Alert, now: number): Judged {
  const { raised, ...rest } = alert;
  switch (alert.observed.verdict) {
    case 'UNJUDGED':
      return changed(alert, 'UNJUDGED', 'UNKNOWN', now);
    case 'NOT_MET':
      return changed(rest, raised ? 'CLEARED' : 'JUDGED', 'OK', now);
    case 'MET':
      if (!raised) return changed({ ...rest, raised: { since: now } }, 'FIRED', 'FIRING', now);
      return changed(alert, 'JUDGED', raised.acknowledged ? 'ACKNOWLEDGED' : 'FIRING', now);
  }
}

function changed(
  alert: Alert,
  change: AlertChange,
  state: AlertState,
  now: number,
  by: Pick<AlertTransition, 'by' | 'note'> = {},
): Judged {
  const { value, reason } = alert.observed;
  const transition = { at: now, change, state, value, ...(reason && { reason }), ...by };
  const history = [...alert.history, transition].slice(-keptTransitions);
  const since = alert.state === state ? alert.since : now;
  return { alert: { ...alert, state, since, history }, change };
}
