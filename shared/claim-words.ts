/** The words of a claim that a token lists either as an array or with spaces between, as issuers do both; else none. */
export function claimWords(claim: unknown): string[] {
  if (typeof claim === 'string') return claim.split(/\s+/).filter(Boolean);
  return Array.isArray(claim) ? claim.filter((word): word is string => typeof word === 'string') : [];
}
