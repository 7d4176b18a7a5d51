import { randomUUID } from 'node:crypto';
import { GraphQLError, getOperationAST } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { ApiDeps, RequestInfo } from '../context.ts';
import { internalCode } from '../to-graphql-error.ts';

/** What the server keeps of a request beside it. */
type Noted = RequestInfo & { startedAt?: number; operation?: string };

/**
 * One line for each request: what was asked by name, how long it took, the codes of its errors; never the token, the
 * document or its variables. An error on our side is logged whole, under the request id that the caller is given.
 */
export function useRequestLog({ log }: Pick<ApiDeps, 'log'>): Plugin {
  return {
    onRequest({ serverContext }) {
      Object.assign(serverContext, { startedAt: performance.now() });
    },
    onExecute({ args: { document, operationName, contextValue } }) {
      const operation = getOperationAST(document, operationName)?.name?.value;
      if (operation !== undefined) Object.assign(contextValue, { operation });
    },
    onResultProcess({ result, serverContext }) {
      const { operation = null, requestId = randomUUID(), startedAt = 0 } = serverContext as Noted;
      const errors = 'errors' in result && Array.isArray(result.errors) ? result.errors : [];
      for (const error of errors) {
        if (error.extensions?.code !== internalCode) continue;
        Object.assign(error.extensions, { requestId });
        log({ level: 'error', message: 'request failed', fields: { requestId }, error: causeOf(error) });
      }
      log({
        level: 'info',
        message: 'request',
        fields: {
          requestId,
          operation,
          milliseconds: Math.round((performance.now() - startedAt) * 10) / 10,
          errors: errors.map((error) => error.extensions?.code ?? 'UNCODED'),
        },
      });
    },
  };
}

const causeOf = (error: unknown): unknown => (error instanceof GraphQLError ? (error.originalError ?? error) : error);
