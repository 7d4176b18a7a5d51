import type { CombinedError } from '@urql/core';

/** Why something could not be told. The code is the contract of the API (docs/api.md lists them). */
export interface Problem {
  kind: 'offline' | 'signed-out' | 'forbidden' | 'refused' | 'busy' | 'failed';
  code: string;
  /** In English, as the API says it. */
  message: string;
  /** Finds it in the log of the API. */
  requestId?: string;
  /** Of `FORBIDDEN`: the roles that would do. */
  roles?: readonly string[];
  /** The field of the input that was refused, e.g. `due` or `name.de`. */
  field?: string;
}

const kinds: Readonly<Record<string, Problem['kind']>> = {
  UNAUTHENTICATED: 'signed-out',
  FORBIDDEN: 'forbidden',
  INTERNAL: 'failed',
  UNAVAILABLE: 'busy',
};

/** The first thing that went wrong, as the page tells it. */
export function problemOf(
  error: Pick<CombinedError, 'networkError' | 'graphQLErrors' | 'message'> & { response?: { status?: number } },
): Problem {
  const [first] = error.graphQLErrors;
  if (!first) {
    const message = error.networkError?.message ?? error.message;
    // Whoever answered, if only that it cannot, was reached: the visitor's connection is not to blame.
    return (error.response?.status ?? 0) >= 500
      ? { kind: 'failed', code: 'INTERNAL', message }
      : { kind: 'offline', code: 'OFFLINE', message };
  }
  const { code, details, requestId } = first.extensions as {
    code?: string;
    details?: { roles?: readonly string[]; field?: string; path?: string };
    requestId?: string;
  };
  // What is not of its type is named by its path in the variable, e.g. `input.day`.
  const field = details?.field ?? details?.path?.replace(/^input\./, '');
  return {
    kind: kinds[code ?? 'INTERNAL'] ?? 'refused',
    code: code ?? 'INTERNAL',
    message: first.message,
    ...(requestId && { requestId }),
    ...(details?.roles && { roles: details.roles }),
    ...(field && { field }),
  };
}
