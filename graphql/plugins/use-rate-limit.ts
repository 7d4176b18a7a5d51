import { createHash } from 'node:crypto';
import { complexityFromQuery } from '@pothos/plugin-complexity';
import { type DocumentNode, GraphQLError, type GraphQLSchema, getOperationAST, Kind } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { ApiContext, ApiDeps } from '../context.ts';
import { operationLimits } from '../limits.ts';

interface Asked {
  schema: GraphQLSchema;
  document: DocumentNode;
  operationName?: string | null | undefined;
  variableValues?: unknown;
  contextValue: ApiContext;
}

/**
 * Refuses operations of a viewer who asks for more than `operationRate`, by what the schema prices them at: `RATE_LIMITED`
 * with the seconds to wait, 429 and `Retry-After`. What costs too much by itself is refused by the schema and costs nothing.
 */
export function useRateLimit({ takeCost }: Pick<ApiDeps, 'takeCost'>): Plugin<ApiContext> {
  const refusalOf = async (asked: Asked): Promise<GraphQLError | undefined> => {
    const cost = costOf(asked);
    if (takeCost === undefined || cost > operationLimits.complexity) return undefined;
    const wait = await takeCost(keyOf(asked.contextValue), cost);
    return wait > 0 ? rateLimited(Math.max(1, Math.ceil(wait / 1000))) : undefined;
  };
  return {
    async onExecute({ args, setResultAndStopExecution }) {
      const refusal = await refusalOf(args as Asked);
      if (refusal) setResultAndStopExecution({ errors: [refusal] });
    },
    async onSubscribe({ args, setResultAndStopExecution }) {
      const refusal = await refusalOf(args as Asked);
      if (refusal) setResultAndStopExecution({ errors: [refusal] });
    },
  };
}

/** The price of the operation that is asked for; one that cannot be priced fails anyway. */
function costOf({ schema, document, operationName, variableValues, contextValue }: Asked): number {
  const operation = getOperationAST(document, operationName);
  if (!operation) return 0;
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  const asked: DocumentNode = { kind: Kind.DOCUMENT, definitions: [operation, ...fragments] };
  const variables = (variableValues ?? {}) as Record<string, unknown>;
  try {
    return complexityFromQuery(asked, { schema, ctx: contextValue, variables }).complexity;
  } catch {
    return 0;
  }
}

/** No item of the registry names a viewer. */
const keyOf = ({ viewer }: ApiContext): string =>
  `viewer ${createHash('sha256')
    .update(viewer?.subject ?? '')
    .digest('base64url')}`;

const rateLimited = (retryAfter: number): GraphQLError =>
  new GraphQLError(`You ask for more than is answered at a time: ask again in ${retryAfter} s.`, {
    extensions: {
      code: 'RATE_LIMITED',
      details: { retryAfter },
      http: { status: 429, headers: { 'retry-after': String(retryAfter) } },
    },
  });
