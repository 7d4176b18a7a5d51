import { OidcClient, type SigninResponse, WebStorageStateStore } from 'oidc-client-ts';
import type { Browser } from './browser.ts';
import type { Tokens } from './kept-tokens.ts';
import type { OidcSignIn } from './page-config.ts';
import { claimsOf } from './token-claims.ts';

/** Where the issuer sends the visitor back to: the one address that has to be registered with it, beside `/` for signing out. */
export const returnPath = '/sign-in';
const patienceSeconds = 10;
/** Seconds before its end from which a token is renewed: longer than a request takes. */
const early = 60;

/** The issuer as this page talks to it: authorization code with PKCE, state and nonce; refresh tokens instead of frames. */
export function connectIssuer({ issuer, clientId, scope, audience }: OidcSignIn, browser: Browser) {
  const { origin } = browser.address();
  const client = new OidcClient({
    authority: issuer,
    client_id: clientId,
    redirect_uri: `${origin}${returnPath}`,
    post_logout_redirect_uri: `${origin}/`,
    scope,
    // Auth0 makes a JWT for the API only when asked so; others ignore what they do not know (RFC 6749 3.1).
    extraQueryParams: { audience },
    requestTimeoutInSeconds: patienceSeconds,
    stateStore: new WebStorageStateStore({ prefix: 'polylog.', store: sessionStorage }),
  });
  return {
    /** The address that signs in and comes back to `returnTo`. `again` asks who it is although the issuer knows somebody. */
    async signInAddress(returnTo: string, again: boolean): Promise<string> {
      const request = await client.createSigninRequest({ state: returnTo, ...(again && { prompt: 'login' }) });
      return request.url;
    },

    /** Trades the answer in this address for tokens; rejects with what the issuer or the library has against it. */
    async takeAnswer(address: URL): Promise<{ tokens: Tokens; returnTo: unknown }> {
      const response = await client.processSigninResponse(address.href);
      return { tokens: tokensOf(response, browser.now()), returnTo: response.userState };
    },

    /** New tokens for a refresh token, which a new one may replace. */
    async renew({ refresh, id }: Tokens & { refresh: string }): Promise<Tokens> {
      const state = {
        refresh_token: refresh,
        session_state: null,
        profile: claimsOf(id ?? '') ?? {},
        ...(id && { id_token: id }),
      };
      // The library types the profile by the claims of an ID token, and compares nothing but `id_token` with the new one.
      // biome-ignore lint/correctness/useHookAtTopLevel: a method of OAuth, no hook of React
      const response = await client.useRefreshToken({ state: state as never });
      return { refresh, ...(id && { id }), ...tokensOf(response, browser.now()) };
    },

    /** Takes a refresh token back, where the issuer offers that. */
    revoke: (refresh: string): Promise<void> => client.revokeToken(refresh, 'refresh_token'),

    /** The address that signs out at the issuer; rejects where it has none. */
    async signOutAddress(id: string | undefined): Promise<string> {
      const request = await client.createSignoutRequest({
        ...(id && { id_token_hint: id }),
        // Cognito wants both and takes no hint.
        extraQueryParams: { client_id: clientId, logout_uri: `${origin}/` },
      });
      return request.url;
    },
  };
}

function tokensOf({ access_token, refresh_token, id_token, expires_in }: SigninResponse, now: number): Tokens {
  const claims = claimsOf(access_token);
  const lasts = expires_in ?? (claims?.exp ?? 0) - (claims?.iat ?? now / 1000);
  return {
    access: access_token,
    ends: now + lasts * 1000,
    renewFrom: now + (lasts - Math.min(early, lasts / 2)) * 1000,
    ...(refresh_token && { refresh: refresh_token }),
    ...(id_token && { id: id_token }),
  };
}
