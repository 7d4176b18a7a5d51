import type { SignInProblem } from './session.ts';

/** Signing in could not even begin. */
export class SignInFailed extends Error {
  override name = 'SignInFailed';
  readonly problem: SignInProblem;

  constructor(problem: SignInProblem) {
    super(problem.detail ?? problem.kind);
    this.problem = problem;
  }
}

/** What the issuer's codes (RFC 6749 4.1.2.1, OpenID Connect Core 3.1.2.6) mean to a visitor. */
const kinds: Record<string, SignInProblem['kind']> = {
  access_denied: 'denied',
  consent_required: 'denied',
  interaction_required: 'denied',
  login_required: 'denied',
  account_selection_required: 'denied',
  server_error: 'unreachable',
  temporarily_unavailable: 'unreachable',
};

/** What went wrong on the way to the issuer and back; anything thrown that nobody foresaw is `refused`, with its message. */
export function problemOf(thrown: unknown): SignInProblem {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const code = codeOf(error);
  if (code !== undefined) {
    return { kind: kinds[code] ?? 'refused', detail: error.message === code ? code : `${code}: ${error.message}` };
  }
  if (isNetwork(error)) return { kind: 'unreachable', detail: error.message };
  if (/state/i.test(error.message)) return { kind: 'interrupted', detail: error.message };
  return { kind: 'refused', detail: error.message };
}

/** True when the issuer itself has said no, so that asking again with the same token is of no use. */
export const isRefusal = (thrown: unknown): boolean =>
  thrown instanceof Error && codeOf(thrown) !== undefined && problemOf(thrown).kind !== 'unreachable';

/** The code of an `ErrorResponse` of oidc-client-ts. */
const codeOf = (error: Error): string | undefined =>
  'error' in error && typeof error.error === 'string' ? error.error : undefined;

/** `fetch` rejects with a TypeError; the library adds timeouts, and the status of answers that are no OAuth. */
const isNetwork = (error: Error): boolean =>
  error instanceof TypeError ||
  error.name === 'ErrorTimeout' ||
  /\(\d{3}\)|Invalid response Content-Type|JSON/.test(error.message);
