import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { aliasLimitRule, requestLimits } from '../limits.ts';

/** Refuses documents that are too long before they are parsed, and those with too many tokens or aliases. */
export const useLimits = (): Plugin => ({
  onParams({ params: { query } }) {
    if (typeof query !== 'string' || query.length <= requestLimits.queryCharacters) return;
    throw new GraphQLError(
      `The document has ${query.length} characters, ${requestLimits.queryCharacters} are allowed: send several.`,
      { extensions: { code: 'QUERY_TOO_LONG', http: { status: 413 } } },
    );
  },
  onParse({ parseFn, setParseFn }) {
    setParseFn((source, options) => parseFn(source, { ...options, maxTokens: requestLimits.tokens }));
    return ({ result }) => {
      if (!(result instanceof GraphQLError)) return;
      // The parser says it in words only.
      const tooMany = result.message.includes('tokens. Parsing aborted');
      Object.assign(result.extensions, { code: tooMany ? 'TOKEN_LIMIT' : 'GRAPHQL_PARSE_FAILED' });
    };
  },
  onValidate({ addValidationRule }) {
    addValidationRule(aliasLimitRule);
  },
});
