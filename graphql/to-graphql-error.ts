import { GraphQLError } from 'graphql';
import { isApiError } from '../shared/errors.ts';
import { mayQuoteSecret, withoutQuotes } from './without-quotes.ts';
import { type WrongInput, wrongInput } from './wrong-input.ts';

/** The code of an error whose cause is ours and not the caller's. */
export const internalCode = 'INTERNAL';

const challenge = { status: 401, headers: { 'www-authenticate': 'Bearer realm="polylog"' } };

/**
 * The error a caller sees, always with a code: an `ApiError` with its message, code and details, an error of the GraphQL
 * engine that speaks of the document or its variables, and anything else masked, with the original kept for the log.
 */
export function toGraphQLError(error: unknown): GraphQLError {
  const cause = causeOf(error);
  const at = error instanceof GraphQLError ? placeIn(error) : undefined;
  if (isApiError(cause)) {
    const { code, details, message } = cause;
    return new GraphQLError(message, {
      ...at,
      extensions: {
        code,
        ...(Object.keys(details).length > 0 && { details }),
        ...(code === 'UNAUTHENTICATED' && { http: challenge }),
      },
    });
  }
  if (error instanceof GraphQLError && cause instanceof GraphQLError) {
    const wrong = wrongInput(error, cause, mayQuoteSecret(error));
    if (wrong) return badUserInput(error, wrong);
    if (error.extensions.code !== undefined) return mayQuoteSecret(error) ? withoutQuotes(error) : error;
  }
  return new GraphQLError('Something went wrong on our side: try again, and report it with its request id.', {
    ...at,
    originalError: cause instanceof Error ? cause : new Error(String(cause)),
    extensions: { code: internalCode },
  });
}

function badUserInput(error: GraphQLError, { path }: WrongInput): GraphQLError {
  const { message, extensions } = mayQuoteSecret(error) ? withoutQuotes(error, path) : error;
  const details = path === undefined ? {} : { details: { path } };
  return new GraphQLError(message, {
    ...placeIn(error),
    extensions: { ...extensions, code: 'BAD_USER_INPUT', ...details },
  });
}

function causeOf(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? causeOf(error.originalError) : error;
}

const placeIn = ({ nodes, source, positions, path }: GraphQLError) => ({
  nodes: nodes ?? null,
  source,
  positions,
  path,
});
