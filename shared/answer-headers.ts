/**
 * Headers of answers that are data: nobody keeps them, no page may frame or run them, and browsers come back by TLS alone.
 * Pages bring stricter or wider ones of their own, and what is public may say that it can be kept.
 */
export const answerHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;

/** Adds those that an answer does not have itself. */
export function addAnswerHeaders(headers: Pick<Headers, 'has' | 'set'>): void {
  for (const [name, value] of Object.entries(answerHeaders)) if (!headers.has(name)) headers.set(name, value);
}
