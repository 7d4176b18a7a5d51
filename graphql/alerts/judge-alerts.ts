import { isDeepStrictEqual } from 'node:util';
import type { KeptAlert } from '../../shared/alert.ts';
import { type AlertWords, withNotice } from '../../shared/alert-notice.ts';
import { isRecent } from '../../shared/is-recent.ts';
import type { Organisation } from '../../shared/organisation.ts';
import type { AlertStore } from '../../shared/store/alert-store.ts';
import type { StoredAlert } from '../../shared/store/alerts.ts';
import type { RegisteredSource } from '../../shared/store/source-item.ts';
import { directoryOf } from '../directory.ts';
import type { ReportRequest, ReportResult } from '../plan/report.ts';
import { alertNames } from './alert-names.ts';
import { observeRules } from './observe-rules.ts';
import { planLook, type Step } from './plan-look.ts';
import { tellAlerts } from './tell-alerts.ts';
import type { Telling } from './tell-changes.ts';

export interface AlertDeps {
  loadOrganisation: () => Promise<Organisation>;
  listSources: () => Promise<RegisteredSource[]>;
  report: (request: ReportRequest, organisation: Organisation) => Promise<ReportResult>;
  alerts: AlertStore;
  tell: Telling;
  /** Milliseconds since 1970. */
  clock: () => number;
  /** Told of what could not be looked at, written or told; the next look tries it again. */
  failed: (error: unknown) => void;
}

/** What a look did. */
export interface Look {
  judged: number;
  changed: number;
  told: number;
  failures: number;
}

/** An alert whose state stays is written no more often, so its value may be so much older. */
const refreshMs = 300_000;
/** Who claimed notices has told them by then, or will not: it is twice the function's timeout. */
const claimMs = 120_000;

/**
 * Looks at all rules once. A change of state is written with its notice, on the condition that nobody wrote the alert
 * meanwhile, and told by who claimed it in that write: of two looks at once one changes the state, and one tells it. A notice
 * stays with its alert until the bus has it.
 */
export async function judgeAlerts(deps: AlertDeps): Promise<Look> {
  const now = deps.clock();
  const look: Look = { judged: 0, changed: 0, told: 0, failures: 0 };
  const failed = (error: unknown): void => {
    look.failures += 1;
    deps.failed(error);
  };
  const [organisation, kept] = await Promise.all([deps.loadOrganisation(), deps.alerts.list()]);
  const { alertRules: rules, homeTimeZone: timeZone } = organisation;
  if (rules.length === 0 && kept.length === 0) return look;

  const sources = await deps.listSources();
  const seen = await observeRules(
    rules.filter(({ enabled }) => enabled),
    { organisation, sources, now, failed, report: (request) => deps.report(request, organisation) },
  );
  look.judged = seen.length;
  const names = alertNames(directoryOf(organisation), new Map(sources.map((source) => [source.id, source])));
  const { steps, over } = planLook(kept, seen, rules, now);
  const claimed: StoredAlert[] = [];
  for (const step of steps) {
    try {
      const { written, claims } = await take(step, { names, timeZone }, now, deps.alerts);
      if (written && step.judged.change) look.changed += 1;
      if (written && claims) claimed.push(written);
    } catch (error) {
      failed(error);
    }
  }
  look.told = await tellAlerts(claimed, { tell: (notices) => deps.tell(notices, failed), alerts: deps.alerts, failed });
  for (const stored of over) await deps.alerts.remove(stored).catch(failed);
  return look;
}

/** Writes a step where there is something to write, and claims the notices that nobody tells; absent: not written. */
async function take(
  { id, before, judged }: Step,
  words: AlertWords,
  now: number,
  alerts: AlertStore,
): Promise<{ written?: StoredAlert | undefined; claims: boolean }> {
  const alert = withNotice(before?.alert, judged, now, words);
  const isFree = alert.claimedAt === undefined || !isRecent(alert.claimedAt, now, claimMs);
  const claims = alert.notices.length > 0 && isFree;
  if (!claims && before && !isWorthWriting(before.alert, alert, now)) return { claims };
  const next = claims ? { ...alert, claimedAt: now } : alert;
  return { written: await alerts.write(id, before?.revision ?? 0, next), claims };
}

function isWorthWriting(before: KeptAlert, after: KeptAlert, now: number): boolean {
  const { observed: _, observedAt: lookedAt, ...held } = before;
  const { observed, observedAt: _at, ...holds } = after;
  if (!isDeepStrictEqual(held, holds)) return true;
  return !isRecent(lookedAt, now, refreshMs) && !isDeepStrictEqual(before.observed, observed);
}
