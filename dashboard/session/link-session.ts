import type { Browser } from './browser.ts';
import type { Session } from './session.ts';
import { createSessionEnd, SessionExpired } from './session-end.ts';
import { claimsOf } from './token-claims.ts';

const key = 'polylog.token';

/**
 * The session of a sign-in link: the token behind its hash (`#token=…`) is taken out of the address and kept for this
 * tab. A link that is opened in a tab where the page runs already begins anew with its token.
 */
export function openLinkSession(browser: Browser): Session {
  takeToken(browser);
  browser.onHashChange(() => {
    if (takeToken(browser)) browser.leaveTo(browser.address().href);
  });
  const token = browser.stored.getItem(key);
  if (token === null) return { kind: 'signed-out' };
  const ends = (claimsOf(token)?.exp ?? 0) * 1000;
  if (ends <= browser.now()) {
    browser.stored.removeItem(key);
    return { kind: 'signed-out', reason: { kind: 'expired' } };
  }
  const { reached, onExpired, isReached } = createSessionEnd();
  const callOff = browser.after(ends - browser.now(), reached);
  return {
    kind: 'signed-in',
    async token() {
      // A device that slept rings no timers.
      if (ends <= browser.now()) reached();
      if (isReached()) throw new SessionExpired('The link has expired.');
      return token;
    },
    async signOut() {
      callOff();
      browser.stored.removeItem(key);
      browser.leaveTo('/');
    },
    onExpired,
  };
}

/** Moves the token from the address to the storage of the tab; false when there is none. */
function takeToken({ address, showAddress, stored }: Browser): boolean {
  const { pathname, search, hash } = address();
  const token = new URLSearchParams(hash.slice(1)).get('token');
  if (token === null) return false;
  showAddress(`${pathname}${search}`);
  stored.setItem(key, token);
  return true;
}
