import type { AlertDetail } from '../../shared/alert-detail.ts';
import type { AlertStore } from '../../shared/store/alert-store.ts';
import type { StoredAlert } from '../../shared/store/alerts.ts';

interface TellingDeps {
  /** Gives the ids of the notices that the bus has. */
  tell: (notices: readonly AlertDetail[]) => Promise<ReadonlySet<string>>;
  alerts: AlertStore;
  failed: (error: unknown) => void;
}

const tries = 5;

/**
 * Tells the notices of alerts that this look has claimed and takes off what the bus has, also when the alert was written
 * meanwhile. A look that ends in between leaves them where they are, and another one claims and tells them again: a notice is
 * told at least once. Gives how many the bus took.
 */
export async function tellAlerts(
  claimed: readonly StoredAlert[],
  { tell, alerts, failed }: TellingDeps,
): Promise<number> {
  const taken = await tell(claimed.flatMap(({ alert }) => alert.notices));
  for (const stored of claimed) {
    await takeOff(stored, taken, alerts).catch(failed);
  }
  return taken.size;
}

async function takeOff(claimed: StoredAlert, taken: ReadonlySet<string>, alerts: AlertStore): Promise<void> {
  let stored: StoredAlert | undefined = claimed;
  for (let made = 0; made < tries && stored; made++) {
    const { claimedAt: _, ...alert }: StoredAlert['alert'] = stored.alert;
    const notices = alert.notices.filter(({ notice }) => !taken.has(notice));
    if (await alerts.write(stored.id, stored.revision, { ...alert, notices })) return;
    stored = await alerts.find(claimed.id);
  }
  if (stored) throw new Error(`The alert ${claimed.id} was written by others each time: its notices are told again.`);
}
