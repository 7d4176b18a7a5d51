import { createLocalJWKSet, createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { isRecent } from '../shared/is-recent.ts';

export interface IssuerKeysTiming {
  /** Keys younger than this are taken without asking whether they still hold. */
  freshMs: number;
  /** Older ones only while the issuer does not answer, and no longer than this. */
  usableMs: number;
  /** The least time between two questions: for a key that nobody knows, and after one without an answer. */
  cooldownMs: number;
}

/** With the minute that a token is remembered (`verify-token.ts`), a key that its issuer took back is refused within five minutes. */
export const issuerKeysTiming: IssuerKeysTiming = { freshMs: 240_000, usableMs: 3_600_000, cooldownMs: 5_000 };

/**
 * The public keys of an issuer. A token that names a key nobody knows makes it look again, so a new key is taken as soon as
 * it signs; keys are read anew when they are no longer fresh. While the issuer does not answer, those that it had hold for an
 * hour, about as long as its tokens do. Throws what went wrong when there are none; `clock` in epoch milliseconds.
 */
export function createIssuerKeys(
  address: URL,
  clock: () => number,
  { freshMs, usableMs, cooldownMs }: IssuerKeysTiming = issuerKeysTiming,
): JWTVerifyGetKey {
  const remote = createRemoteJWKSet(address);
  let held: { keys: JWTVerifyGetKey; at: number } | undefined;
  let triedAt = Number.NEGATIVE_INFINITY;
  let failure: unknown;
  const read = async (now: number) => {
    triedAt = now;
    try {
      await remote.reload();
      held = { keys: createLocalJWKSet(remote.jwks() ?? { keys: [] }), at: now };
    } catch (error) {
      failure = error;
    }
  };
  return async (header, token) => {
    const now = clock();
    const mayAsk = () => !isRecent(triedAt, now, cooldownMs);
    if (!held || (!isRecent(held.at, now, freshMs) && mayAsk())) await read(now);
    if (!held || !isRecent(held.at, now, usableMs)) throw failure;
    try {
      return await held.keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || !mayAsk()) throw error;
    }
    await read(now);
    return held.keys(header, token);
  };
}
