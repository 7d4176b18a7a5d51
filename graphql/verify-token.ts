import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { claimWords } from '../shared/claim-words.ts';
import { dropOldest } from '../shared/drop-oldest.ts';
import { ApiError } from '../shared/errors.ts';
import { isForAudience } from '../shared/is-for-audience.ts';
import { type Role, roles } from '../shared/roles.ts';
import type { Viewer } from './permissions.ts';

export interface TokenRules {
  issuer: string;
  audience: string;
  /** The claim that holds the roles: a list, or words with spaces between. */
  roleClaim: string;
  /** The claim that holds the bearer's own departments, likewise. */
  departmentsClaim: string;
  /** The issuer's public keys, e.g. `createIssuerKeys`. */
  keys: JWTVerifyGetKey;
  /** Milliseconds since 1970. */
  clock: () => number;
}

const algorithms = ['ES256', 'RS256'];
const leewaySeconds = 30;
/** Longer than any issuer's; what carries such a header through the HTTP API has no more room. */
const longestToken = 8_192;
/** What a token may call itself (RFC 8725, 3.11): logout tokens and proofs have the same issuer, audience and keys. */
const tokenTypes = ['jwt', 'at+jwt'];
/** A token that was verified is believed for this long without another look at its signature. */
const trustedMs = 60_000;
const remembered = 1_000;

/**
 * A verifier of bearer tokens: type, signature, issuer, audience, expiry, not-before and issued-at, with 30 s of leeway for
 * clocks that differ. It throws `UNAUTHENTICATED`, saying why; when the issuer's keys cannot be read, what went wrong.
 */
export function createTokenVerifier(rules: TokenRules): (token: string) => Promise<Viewer> {
  const trusted = new Map<string, { viewer: Viewer; until: number }>();
  return async (token) => {
    const now = rules.clock();
    const known = trusted.get(token);
    if (known && now < known.until) return known.viewer;
    trusted.delete(token);
    const claims = await verify(token, rules, now);
    const viewer = {
      subject: claims.sub,
      roles: rolesIn(claims[rules.roleClaim]),
      departments: claimWords(claims[rules.departmentsClaim]),
    };
    const expiry = ((claims.exp ?? 0) + leewaySeconds) * 1000;
    dropOldest(trusted, remembered);
    trusted.set(token, { viewer, until: Math.min(now + trustedMs, expiry) });
    return viewer;
  };
}

async function verify(token: string, { issuer, audience, keys }: TokenRules, now: number): Promise<JWTPayload> {
  try {
    if (token.length > longestToken) throw new errors.JWTInvalid('too long');
    const { payload, protectedHeader } = await jwtVerify(token, keys, {
      issuer,
      algorithms,
      clockTolerance: leewaySeconds,
      requiredClaims: ['exp'],
      currentDate: new Date(now),
    });
    if (!isForAudience(payload, audience)) {
      throw new errors.JWTClaimValidationFailed('unexpected "aud" claim value', payload, 'aud', 'check_failed');
    }
    if ((payload.iat ?? 0) * 1000 > now + leewaySeconds * 1000) {
      throw new errors.JWTClaimValidationFailed('"iat" lies ahead', payload, 'iat', 'check_failed');
    }
    if (!isTokenType(protectedHeader.typ)) throw new errors.JWTInvalid('of another type');
    return payload;
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === undefined) throw error;
    throw new ApiError('UNAUTHENTICATED', `The bearer token ${reason}: sign in again.`);
  }
}

/** What is wrong with the token; undefined when the error is not about it. */
function reasonOf(error: unknown): string | undefined {
  if (error instanceof errors.JWTExpired) return 'has expired';
  if (error instanceof errors.JWTClaimValidationFailed) return `is refused for its claim ${error.claim}`;
  if (error instanceof errors.JOSEAlgNotAllowed) return `is not signed with ${algorithms.join(' or ')}`;
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'has a signature that does not match';
  if (error instanceof errors.JWKSNoMatchingKey) return 'is signed with a key that the issuer does not have';
  if (error instanceof errors.JWKSMultipleMatchingKeys)
    return 'does not say with which of the issuer’s keys it is signed';
  if (error instanceof errors.JWSInvalid || error instanceof errors.JWTInvalid) return 'is not a JWT';
  if (error instanceof errors.JOSENotSupported) return 'uses a feature of JOSE that is not supported';
  return undefined;
}

const isTokenType = (type: string | undefined): boolean =>
  type === undefined || tokenTypes.includes(type.toLowerCase().replace(/^application\//, ''));
const isRole = (word: string): word is Role => (roles as readonly string[]).includes(word);
const rolesIn = (claim: unknown): ReadonlySet<Role> => new Set(claimWords(claim).filter(isRole));
