/**
 * Whether the verified claims of a token say that it is for this audience: by `aud`, which may be a list, or, as Cognito's
 * access tokens have none, by `client_id`. Those name the client that somebody signed in to, and `token_use` tells them
 * from ID tokens, which have `aud`; for any other token a missing `aud` is no permission.
 */
export function isForAudience(claims: Readonly<Record<string, unknown>>, audience: string): boolean {
  const { aud, client_id, token_use } = claims;
  if (aud === undefined) return token_use === 'access' && client_id === audience;
  return aud === audience || (Array.isArray(aud) && aud.includes(audience));
}
