import { claimWords } from '../../shared/claim-words.ts';
import { isForAudience } from '../../shared/is-for-audience.ts';
import { roles } from '../../shared/roles.ts';
import type { OidcSignIn } from './page-config.ts';
import type { SignInProblem } from './session.ts';
import { claimsOf } from './token-claims.ts';

/** Seconds by which the clock of a device may differ from the issuer's. */
const leeway = 300;

/**
 * What is wrong with an access token that the issuer gave a moment ago, so that it can be said before the API refuses it;
 * undefined when the API should take it. `now` is in milliseconds since 1970.
 */
export function judgeToken(token: string, auth: OidcSignIn, now: number): SignInProblem | undefined {
  const claims = claimsOf(token);
  if (!claims) return wrong('The access token is not a JWT: the issuer has to be told of the API as an audience.');
  if (claims.iss !== auth.issuer) return wrong(`The access token is of the issuer ${claims.iss}, not ${auth.issuer}.`);
  if (!isForAudience(claims, auth.audience)) {
    const named = claimWords(claims.aud).join(', ') || 'nobody';
    return wrong(`The access token is for ${named}, not for ${auth.audience}.`);
  }
  const off = Math.round((claims.iat ?? now / 1000) - now / 1000);
  if (Math.abs(off) > leeway) return { kind: 'clock', detail: `The issuer's clock is ${off} s ahead of this one.` };
  const known = claimWords(claims[auth.roleClaim]).filter((word) => (roles as readonly string[]).includes(word));
  if (known.length > 0) return undefined;
  return {
    kind: 'no-roles',
    detail: `The claim ${auth.roleClaim} of the access token has none of ${roles.join(', ')}.`,
  };
}

const wrong = (detail: string): SignInProblem => ({ kind: 'wrong-token', detail });
