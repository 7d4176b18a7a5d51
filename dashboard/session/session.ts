import { type Browser, thisBrowser } from './browser.ts';
import { openLinkSession } from './link-session.ts';
import type { PageConfig } from './page-config.ts';

export type Session = SignedIn | SignedOut;

export interface SignedIn {
  kind: 'signed-in';
  /** A token that the API takes, renewed when it is about to expire; rejects with `SessionExpired` when it cannot be. */
  token(): Promise<string>;
  /** Forgets the tokens, here and at the issuer where it offers that, and leaves the page. */
  signOut(): Promise<void>;
  /** Calls the listener once when the session is over and only signing in again helps; returns how to stop listening. */
  onExpired(listener: () => void): () => void;
  /** Leaves the page to sign in again and comes back to this address; absent where only a new link does. */
  signIn?: () => Promise<void>;
}

export interface SignedOut {
  kind: 'signed-out';
  /** Leaves the page to sign in and comes back to this address; rejects with a `SignInFailed`. Absent where only a link signs in. */
  signIn?: () => Promise<void>;
  /** Why the visitor is signed out, when there is more to say than that nobody has signed in yet. */
  reason?: SignInProblem;
}

/**
 * `expired`: the session is over. `unreachable`: the issuer does not answer. `denied`: the visitor or the issuer said no.
 * `clock`: the clock of this device is minutes off. `no-roles`: signed in, but nobody gave this person a role.
 * `wrong-token`: the issuer's token is not one for the API, a mistake of the set-up. `refused`: anything else that the
 * issuer said. `interrupted`: the way back from the issuer is not one that this tab began.
 */
export type ProblemKind =
  | 'expired'
  | 'unreachable'
  | 'denied'
  | 'clock'
  | 'no-roles'
  | 'wrong-token'
  | 'refused'
  | 'interrupted';

export interface SignInProblem {
  kind: ProblemKind;
  /** For those who run the issuer, in English: what exactly was wrong, without a token in it. */
  detail?: string;
}

/**
 * Opens the session of this tab, before anything else looks at the address: it takes a token or the issuer's answer out
 * of it and puts back the one where the visitor was. Never rejects; what goes wrong is the reason of a signed-out session.
 */
export async function openSession({ auth }: PageConfig, browser: Browser = thisBrowser()): Promise<Session> {
  if (auth.kind === 'link') return openLinkSession(browser);
  // The library is loaded only where it is needed.
  const { openOidcSession } = await import('./oidc-session.ts');
  return openOidcSession(auth, browser);
}
