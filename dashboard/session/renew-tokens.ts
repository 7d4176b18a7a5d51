import type { Browser } from './browser.ts';
import type { Tokens } from './kept-tokens.ts';
import { type createSessionEnd, SessionExpired } from './session-end.ts';
import { isRefusal } from './sign-in-problem.ts';

interface Renewal {
  tokens: Tokens;
  issuer: { renew(tokens: Tokens & { refresh: string }): Promise<Tokens> };
  kept: { write(tokens: Tokens): void; forget(): void };
  browser: Pick<Browser, 'now' | 'after'>;
  end: ReturnType<typeof createSessionEnd>;
}

/**
 * Hands out the access token and renews it by the refresh token when one is asked for that ends soon, once for all who
 * ask meanwhile. Without a refresh token, or when the issuer refuses it, the session ends with the access token; an issuer
 * that does not answer is asked again at the next occasion.
 */
export function renewTokens({ tokens: first, issuer, kept, browser, end }: Renewal) {
  let tokens = first;
  let renewing: Promise<void> | undefined;
  let callOff = watchEnd();

  function watchEnd(): () => void {
    return browser.after(tokens.ends - browser.now(), () => {
      // With a refresh token the next one who asks renews.
      if (!tokens.refresh) finish();
    });
  }

  function finish(): void {
    kept.forget();
    end.reached();
  }

  function adopt(next: Tokens): void {
    tokens = next;
    kept.write(tokens);
    callOff();
    callOff = watchEnd();
  }

  async function renew(refresh: string): Promise<void> {
    try {
      adopt(await issuer.renew({ ...tokens, refresh }));
    } catch (error) {
      const { refresh: _refused, ...others } = tokens;
      if (isRefusal(error)) adopt(others);
      else if (tokens.ends <= browser.now()) throw error;
    }
  }

  return {
    /** Rejects with `SessionExpired` at the end, and with what is in the way while the issuer does not answer. */
    async token(): Promise<string> {
      if (!end.isReached() && tokens.refresh && tokens.renewFrom <= browser.now()) {
        renewing ??= renew(tokens.refresh).finally(() => {
          renewing = undefined;
        });
        await renewing;
      }
      // A device that slept rings no timers.
      if (!tokens.refresh && tokens.ends <= browser.now()) finish();
      if (end.isReached()) throw new SessionExpired('The session is over.');
      return tokens.access;
    },
    stop: (): void => callOff(),
  };
}
