import { GraphQLError } from 'graphql';

/** The engine quotes what it cannot take: a token, a literal, the value of a variable. */
const quoting = /^(?:Variable|Argument|Syntax Error)\b| found | represent | got /;

/** Whether an error of the engine quotes a part of a request that sets secret values. */
export const mayQuoteSecret = ({ message, source }: GraphQLError): boolean =>
  source?.body.includes('setSourceSecrets') === true && quoting.test(message);

/** What such an error says instead; `at` is the path to what is wrong, where it is known. */
export function withoutQuotes(error: GraphQLError, at?: string): GraphQLError {
  const { message, nodes, source, positions, path, extensions } = error;
  const wrong = message.startsWith('Syntax Error')
    ? 'The document is no GraphQL'
    : `A value is not of its type${at === undefined ? '' : ` at ${at}`}`;
  return new GraphQLError(`${wrong}; it is not quoted, as it may be a secret: give secrets as variables.`, {
    nodes: nodes ?? null,
    source,
    positions,
    path,
    extensions,
  });
}
