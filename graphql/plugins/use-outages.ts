import type { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { retryAfterSeconds, unavailableCode } from '../to-graphql-error.ts';

/**
 * Where nothing of an answer is there because an engine did not answer, the whole request is told so: 503 with
 * `Retry-After`. What could be told is an answer like any other, with the error beside it.
 */
export const useOutages = (): Plugin => ({
  onResultProcess({ result }) {
    if (!('errors' in result) || !Array.isArray(result.errors) || ('data' in result && result.data != null)) return;
    for (const { extensions } of result.errors as GraphQLError[]) {
      if (extensions?.code !== unavailableCode) continue;
      extensions.http = { status: 503, headers: { 'retry-after': String(retryAfterSeconds) } };
    }
  },
});
