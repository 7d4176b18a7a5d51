import { randomUUID } from 'node:crypto';
import { type DocumentNode, GraphQLError, getOperationAST } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { ApiDeps, RequestInfo } from '../context.ts';
import { outageOf } from '../outage-of.ts';
import { internalCode, unavailableCode } from '../to-graphql-error.ts';

interface Executed {
  args: { document: DocumentNode; operationName?: string | null; contextValue: object };
}

/** What the server keeps of a request beside it. */
type Noted = RequestInfo & { startedAt?: number; operation?: string };

/**
 * One line for each request: what was asked by name, how long it took, the codes of its errors; never the token, the
 * document or its variables. An error on our side is logged by its name and where it came from, under the request id
 * that the caller is given; that an engine did not answer is logged once, by its name.
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

/** Logs each error on our side, outages once, telling the caller the request id to name; the codes of all. */
export function noteErrors(
  errors: readonly GraphQLError[],
  requestId: string | undefined,
  log: ApiDeps['log'],
): unknown[] {
  const outages = new Set<string>();
  for (const error of errors) {
    const code = error.extensions?.code;
    if (code !== internalCode && code !== unavailableCode) continue;
    Object.assign(error.extensions, { requestId });
    if (code === unavailableCode) outages.add(outageOf(causeOf(error)) ?? 'unknown');
    else log({ level: 'error', message: 'request failed', fields: { requestId }, error: causeOf(error) });
  }
  if (outages.size > 0) {
    log({ level: 'error', message: 'no answer', fields: { requestId, error: [...outages].sort().join(' ') } });
  }
  return errors.map((error) => error.extensions?.code ?? 'UNCODED');
}

const causeOf = (error: unknown): unknown => (error instanceof GraphQLError ? (error.originalError ?? error) : error);
