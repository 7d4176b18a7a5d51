import { GraphQLError } from 'graphql';
import { isApiError } from '../shared/errors.ts';
import { outageOf } from './outage-of.ts';
import { mayQuoteSecret, withoutQuotes } from './without-quotes.ts';
import { type WrongInput, wrongInput } from './wrong-input.ts';

/** The code of an error whose cause is ours and not the caller's. */
export const internalCode = 'INTERNAL';
/** The code of an error that an engine which did not answer is the cause of. */
export const unavailableCode = 'UNAVAILABLE';
/** When to ask again: clients of engines have tried for longer than a spike of theirs takes. */
export const retryAfterSeconds = 2;

const challenge = { status: 401, headers: { 'www-authenticate': 'Bearer realm="polylog"' } };

/**
 * The error a caller sees, always with a code: an `ApiError` with its message, code and details, an error of the GraphQL
 * engine that speaks of the document or its variables, an engine beneath that does not answer, and anything else masked,
 * with the original kept for the log.
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
  if (outageOf(cause) !== undefined) {
    return new GraphQLError(`A part of Polylog did not answer: ask again in ${retryAfterSeconds} s.`, {
      ...at,
      originalError: cause as Error,
      extensions: { code: unavailableCode, details: { retryAfter: retryAfterSeconds } },
    });
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
