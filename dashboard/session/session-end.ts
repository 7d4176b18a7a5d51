import type { SignedIn } from './session.ts';

/** There is no token any more: only signing in again helps. */
export class SessionExpired extends Error {
  override name = 'SessionExpired';
}

/** The end of a session: reached once, and told to everybody who listens or begins to listen afterwards. */
export function createSessionEnd(): {
  reached: () => void;
  onExpired: SignedIn['onExpired'];
  isReached: () => boolean;
} {
  const listeners = new Set<() => void>();
  let over = false;
  return {
    isReached: () => over,
    reached() {
      if (over) return;
      over = true;
      for (const listener of listeners) listener();
      listeners.clear();
    },
    onExpired(listener) {
      if (over) queueMicrotask(listener);
      else listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
