import type { Browser } from '../../../dashboard/session/browser.ts';

/** A token with these claims, its signature of no consequence: the page never looks at it. */
export const tokenWith = (claims: object): string =>
  ['{"alg":"ES256"}', JSON.stringify(claims), 'signature']
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.');

/** A browser at an address whose clock stands still until it is told to go on. */
export function fakeBrowser(address: string, stored: Record<string, string> = {}) {
  const kept = new Map(Object.entries(stored));
  const left: string[] = [];
  const timers = new Set<{ at: number; ring: () => void }>();
  let url = new URL(address);
  let now = Date.parse('2026-11-20T10:00:00Z');
  let onHash = (): void => {};
  const browser: Browser = {
    address: () => new URL(url),
    showAddress: (next) => {
      url = new URL(next, url);
    },
    leaveTo: (next) => left.push(next),
    onHashChange: (listener) => {
      onHash = listener;
    },
    stored: {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => kept.set(key, value),
      removeItem: (key) => kept.delete(key),
    },
    now: () => now,
    after(milliseconds, listener) {
      const timer = { at: now + milliseconds, ring: listener };
      timers.add(timer);
      return () => timers.delete(timer);
    },
  };
  return {
    browser,
    /** Where the page went. */
    left,
    kept,
    href: () => url.href,
    /** Another hash is typed into the address. */
    type(next: string) {
      url = new URL(next, url);
      onHash();
    },
    /** Lets time pass and rings what is due. */
    pass(milliseconds: number) {
      now += milliseconds;
      for (const timer of [...timers].filter(({ at }) => at <= now)) {
        timers.delete(timer);
        timer.ring();
      }
    },
    /** Lets time pass without a timer, as a device does that sleeps. */
    sleep(milliseconds: number) {
      now += milliseconds;
    },
    seconds: () => now / 1000,
  };
}
