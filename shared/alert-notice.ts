import { type Alert, alertId, type KeptAlert } from './alert.ts';
import type { AlertDetail } from './alert-detail.ts';
import { type AlertNames, alertMessage } from './alert-message.ts';
import type { Judged } from './alert-state.ts';
import type { AlertChange, AlertState } from './alert-vocabulary.ts';

/** How many notices may wait for the bus; an alert that has as many waits with its next change. */
export const mostNotices = 20;

/** How an alert is told of, beside what it holds itself. */
export interface AlertWords {
  names: AlertNames;
  /** The home zone, for instants. */
  timeZone: string;
}

interface Change {
  change: AlertChange;
  before: AlertState;
  /** Epoch milliseconds. */
  at: number;
}

/** An alert as it was judged, with the notice of its change behind those that wait already. */
export function withNotice(
  before: Pick<KeptAlert, 'state' | 'notices' | 'claimedAt'> | undefined,
  { alert, change }: Judged,
  at: number,
  words: AlertWords,
): KeptAlert {
  const { state = 'OK', notices = [], claimedAt } = before ?? {};
  const told = change ? [noticeOf(alert, { change, before: state, at }, words)] : [];
  return { ...alert, notices: [...notices, ...told], ...(claimedAt !== undefined && { claimedAt }) };
}

/**
 * The detail of the event that tells a change. The same change has the same `notice` however often it is told: a subscriber
 * takes it once.
 */
function noticeOf(alert: Alert, { change, before, at }: Change, { names, timeZone }: AlertWords): AlertDetail {
  const { rule, source, state, observed, raised } = alert;
  const id = alertId(alert);
  const acknowledged = raised?.acknowledged;
  return {
    version: 1,
    notice: `${id}@${at}:${change}`,
    alert: id,
    change,
    state,
    previousState: before,
    at: iso(at),
    ...(raised && { firingSince: iso(raised.since) }),
    rule: {
      id: rule.id,
      name: rule.name,
      kind: rule.kind,
      ...(rule.owner !== undefined && { owner: rule.owner }),
    },
    subject: {
      ...(rule.kind !== 'MISSING_DATA' && rule.department !== undefined && { department: rule.department }),
      ...(rule.kind !== 'MISSING_DATA' && rule.channel !== undefined && { channel: rule.channel }),
      ...(source !== undefined && { source }),
    },
    ...(rule.kind !== 'MISSING_DATA' && {
      metric: rule.metric,
      comparison: rule.kind === 'THRESHOLD' ? rule.comparison : ('BELOW' as const),
      threshold: rule.threshold,
    }),
    ...(observed.range && { range: observed.range }),
    value: observed.value,
    n: observed.n,
    ...(observed.reason && { reason: observed.reason }),
    ...(acknowledged && {
      acknowledgement: {
        by: acknowledged.by,
        at: iso(acknowledged.at),
        ...(acknowledged.note !== undefined && { note: acknowledged.note }),
      },
    }),
    message:
      change === 'ENDED'
        ? {
            en: `${rule.name.en}: not looked at any more, the rule or its source is gone or turned off.`,
            de: `${rule.name.de}: wird nicht mehr geprüft, die Regel oder ihre Quelle ist entfernt oder abgeschaltet.`,
          }
        : {
            en: alertMessage(alert, names, 'en', timeZone),
            de: alertMessage(alert, names, 'de', timeZone),
          },
  };
}

const iso = (at: number): string => new Date(at).toISOString();
