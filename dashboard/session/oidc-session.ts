import type { Browser } from './browser.ts';
import { connectIssuer, returnPath } from './issuer.ts';
import { judgeToken } from './judge-token.ts';
import { keptTokens, type Tokens } from './kept-tokens.ts';
import type { OidcSignIn } from './page-config.ts';
import { renewTokens } from './renew-tokens.ts';
import type { Session, SignInProblem } from './session.ts';
import { createSessionEnd } from './session-end.ts';
import { problemOf, SignInFailed } from './sign-in-problem.ts';

/**
 * The session of an OIDC issuer: takes the answer of the issuer when the address has one, and shows the address where the
 * visitor was; else goes on with the tokens of this tab.
 */
export async function openOidcSession(auth: OidcSignIn, browser: Browser): Promise<Session> {
  const issuer = connectIssuer(auth, browser);
  const kept = keptTokens(browser);
  const signIn = (again: boolean) => async () => {
    const { pathname, search, hash } = browser.address();
    const address = await issuer.signInAddress(`${pathname}${search}${hash}`, again).catch((error: unknown) => {
      throw new SignInFailed(problemOf(error));
    });
    browser.leaveTo(address);
  };

  const problem = browser.address().pathname === returnPath ? await comeBack() : undefined;
  const tokens = kept.read();
  const reason = problem ?? (tokens && isOver(tokens, browser.now()) ? { kind: 'expired' as const } : undefined);
  if (reason || !tokens) {
    kept.forget();
    return { kind: 'signed-out', signIn: signIn(reason?.kind === 'no-roles'), ...(reason && { reason }) };
  }
  const end = createSessionEnd();
  const renewal = renewTokens({ tokens, issuer, kept, browser, end });
  return {
    kind: 'signed-in',
    token: renewal.token,
    onExpired: end.onExpired,
    signIn: signIn(false),
    async signOut() {
      renewal.stop();
      const { refresh, id } = kept.read() ?? tokens;
      kept.forget();
      if (refresh) await issuer.revoke(refresh).catch(() => undefined);
      // An issuer without such an address, or one that is away, keeps its own session: the tokens are gone in any case.
      browser.leaveTo(await issuer.signOutAddress(id).catch(() => '/'));
    },
  };

  async function comeBack(): Promise<SignInProblem | undefined> {
    const address = browser.address();
    // Whatever comes of it, a code is good for once and has no place in the address or the history.
    browser.showAddress('/');
    if (!address.searchParams.has('state')) return undefined;
    try {
      const { tokens, returnTo } = await issuer.takeAnswer(address);
      browser.showAddress(ownPath(returnTo));
      const found = judgeToken(tokens.access, auth, browser.now());
      if (!found) kept.write(tokens);
      return found;
    } catch (error) {
      if (error instanceof Error && 'state' in error) browser.showAddress(ownPath(error.state));
      return problemOf(error);
    }
  }
}

const isOver = ({ ends, refresh }: Tokens, now: number): boolean => refresh === undefined && ends <= now;

/** A path of this origin, or the first page: what was kept in the tab could have been written by anybody with a console. */
const ownPath = (returnTo: unknown): string =>
  typeof returnTo === 'string' && /^\/(?![/\\])/.test(returnTo) ? returnTo : '/';
