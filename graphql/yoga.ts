import { createYoga, type Plugin, type YogaInitialContext } from 'graphql-yoga';
import { type ApiContext, type ApiDeps, createContext, type RequestInfo } from './context.ts';
import { requestLimits } from './limits.ts';
import { useAnswerHeaders } from './plugins/use-answer-headers.ts';
import { useDiscreetErrors } from './plugins/use-discreet-errors.ts';
import { useGraphiqlPage } from './plugins/use-graphiql-page.ts';
import { useLimits } from './plugins/use-limits.ts';
import { useOutages } from './plugins/use-outages.ts';
import { usePersistedDocuments } from './plugins/use-persisted-documents.ts';
import { useRateLimit } from './plugins/use-rate-limit.ts';
import { useReadableParams } from './plugins/use-readable-params.ts';
import { useReportExecutor } from './plugins/use-report-executor.ts';
import { useRequestLog } from './plugins/use-request-log.ts';
import { useViewer } from './plugins/use-viewer.ts';
import { schema } from './schema.ts';
import { toGraphQLError } from './to-graphql-error.ts';

/** The GraphQL API as a fetch handler over its dependencies. */
export const createApi = (deps: ApiDeps) =>
  createServer(deps, { endpoint: '/graphql', context: () => createContext(deps), plugins: [useReportExecutor()] });

export interface ServerParts {
  /** The path that is answered. */
  endpoint: string;
  context: (initial: YogaInitialContext) => Promise<Omit<ApiContext, 'viewer'>>;
  /** What is done beside what every server of the schema does. */
  plugins: Plugin[];
}

/** A fetch handler over the schema, with the policy and the limits that hold wherever it is served. */
export function createServer(deps: ApiDeps, { endpoint, context, plugins }: ServerParts) {
  return createYoga<RequestInfo>({
    schema,
    graphqlEndpoint: endpoint,
    context,
    plugins: [
      useAnswerHeaders(),
      useOutages(),
      useRequestLog(deps),
      useGraphiqlPage(deps),
      useViewer(deps),
      useReadableParams(),
      useLimits(),
      useDiscreetErrors(),
      usePersistedDocuments(deps),
      useRateLimit(deps),
      ...plugins,
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
