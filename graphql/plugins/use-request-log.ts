import { randomUUID } from 'node:crypto';
import { type DocumentNode, GraphQLError, getOperationAST } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { ApiDeps, RequestInfo } from '../context.ts';
import { internalCode } from '../to-graphql-error.ts';

interface Executed {
  args: { document: DocumentNode; operationName?: string | null; contextValue: object };
}

/** What the server keeps of a request beside it. */
type Noted = RequestInfo & { startedAt?: number; operation?: string };

/**
 * One line for each request: what was asked by name, how long it took, the codes of its errors; never the token, the
 * document or its variables. An error on our side is logged whole, under the request id that the caller is given.
 */
export function useRequestLog({ log }: Pick<ApiDeps, 'log'>): Plugin {
  const noteOperation = ({ args: { document, operationName, contextValue } }: Executed) => {
    const operation = getOperationAST(document, operationName)?.name?.value;
    if (operation !== undefined) Object.assign(contextValue, { operation });
  };
  return {
    onRequest({ serverContext }) {
      Object.assign(serverContext, { startedAt: performance.now() });
    },
    onExecute: noteOperation,
    onSubscribe: noteOperation,
    onResultProcess({ result, serverContext }) {
      const { operation = null, requestId = randomUUID(), startedAt = 0 } = serverContext as Noted;
      const errors = 'errors' in result && Array.isArray(result.errors) ? result.errors : [];
      const codes = noteErrors(errors, requestId, log);
      log({
        level: 'info',
        message: 'request',
        fields: {
          requestId,
          operation,
          milliseconds: Math.round((performance.now() - startedAt) * 10) / 10,
          errors: codes,
        },
      });
    },
  };
}

/** Logs errors on our side whole, telling the caller the request id to name; the codes of all. */
export function noteErrors(
  errors: readonly GraphQLError[],
  requestId: string | undefined,
  log: ApiDeps['log'],
): unknown[] {
  for (const error of errors) {
    if (error.extensions?.code !== internalCode) continue;
    Object.assign(error.extensions, { requestId });
    log({ level: 'error', message: 'request failed', fields: { requestId }, error: causeOf(error) });
  }
  return errors.map((error) => error.extensions?.code ?? 'UNCODED');
}

const causeOf = (error: unknown): unknown => (error instanceof GraphQLError ? (error.originalError ?? error) : error);
