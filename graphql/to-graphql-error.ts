import { GraphQLError } from 'graphql';
import { isApiError } from '../shared/errors.ts';

/** The code of an error whose cause is ours and not the caller's. */
export const internalCode = 'INTERNAL';

const challenge = { status: 401, headers: { 'www-authenticate': 'Bearer realm="polylog"' } };

/**
 * The error a caller sees: an `ApiError` with its message, code and details, an error of the GraphQL engine as it is
 * (they speak of the document), and anything else masked, with the original kept for the log.
 */
export function toGraphQLError(error: unknown): GraphQLError {
  const cause = causeOf(error);
  const at = error instanceof GraphQLError ? placeIn(error) : {};
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
  if (cause instanceof GraphQLError) return error as GraphQLError;
  return new GraphQLError('Something went wrong on our side: try again, and report it with its request id.', {
    ...at,
    originalError: cause instanceof Error ? cause : new Error(String(cause)),
    extensions: { code: internalCode },
  });
}

function causeOf(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? causeOf(error.originalError) : error;
}

const placeIn = ({ nodes, source, positions, path }: GraphQLError) => ({ nodes, source, positions, path });
