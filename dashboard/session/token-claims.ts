/** What the page reads of a token to know when it ends and whom to blame; the API alone decides what it is worth. */
export interface TokenClaims {
  /** Seconds since 1970. */
  exp?: number;
  iat?: number;
  [claim: string]: unknown;
}

/** The claims of a JWT, its signature unseen; undefined when the text is none. */
export function claimsOf(token: string): TokenClaims | undefined {
  const [, payload, signature, ...more] = token.split('.');
  if (payload === undefined || signature === undefined || more.length > 0) return undefined;
  try {
    const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0));
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof claims === 'object' && claims !== null ? (claims as TokenClaims) : undefined;
  } catch {
    return undefined;
  }
}
