import { usePersistedOperations } from '@graphql-yoga/plugin-persisted-operations';
import { GraphQLError } from 'graphql';
import { createYoga } from 'graphql-yoga';
import { type ApiDeps, createContext, type RequestInfo } from './context.ts';
import { requestLimits } from './limits.ts';
import { useGraphiqlPage } from './plugins/use-graphiql-page.ts';
import { useLimits } from './plugins/use-limits.ts';
import { useReportExecutor } from './plugins/use-report-executor.ts';
import { useRequestLog } from './plugins/use-request-log.ts';
import { useViewer } from './plugins/use-viewer.ts';
import { schema } from './schema.ts';
import { toGraphQLError } from './to-graphql-error.ts';

/** The GraphQL API as a fetch handler over its dependencies. */
export function createApi(deps: ApiDeps) {
  return createYoga<RequestInfo>({
    schema,
    graphqlEndpoint: '/graphql',
    context: () => createContext(deps),
    plugins: [
      useRequestLog(deps),
      useGraphiqlPage(deps),
      useViewer(deps),
      useLimits(),
      usePersistedDocuments(deps),
      useReportExecutor(),
    ],
    maskedErrors: { maskError: toGraphQLError },
    maxRequestBodySize: requestLimits.bodyBytes,
    batching: false,
    multipart: false,
    // The HTTP API in front answers preflights; the log is written by `useRequestLog`.
    cors: false,
    logging: false,
    graphiql: false,
    landingPage: false,
  });
}

function usePersistedDocuments({ persisted, policy }: Pick<ApiDeps, 'persisted' | 'policy'>) {
  const refusal = (code: string, message: string) => () =>
    new GraphQLError(message, { extensions: { code, http: { status: 400 } } });
  return usePersistedOperations({
    getPersistedOperation: (hash) => (Object.hasOwn(persisted, hash) ? (persisted[hash] ?? null) : null),
    allowArbitraryOperations: !policy.persistedOnly,
    customErrors: {
      notFound: refusal('PERSISTED_QUERY_NOT_FOUND', 'No document has this SHA-256: send the document itself.'),
      keyNotFound: refusal(
        'BAD_REQUEST',
        'There is no document: send `query`, or name one by `extensions.persistedQuery`.',
      ),
      persistedQueryOnly: refusal(
        'PERSISTED_QUERY_ONLY',
        'Only persisted documents are answered here: name one by `extensions.persistedQuery`.',
      ),
    },
  });
}
