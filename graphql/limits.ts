import type { ComplexityErrorFn } from '@pothos/plugin-complexity';
import { type ASTVisitor, GraphQLError, type ValidationContext } from 'graphql';
import { ApiError } from '../shared/errors.ts';

/** Bounds of a request before anything is parsed, and of its document. */
export const requestLimits = { bodyBytes: 100_000, queryCharacters: 20_000, tokens: 2_000, aliases: 50 } as const;

/** Bounds of an operation: levels of fields, and cost as the schema prices it. */
export const operationLimits = { depth: 10, complexity: 20_000 } as const;

/**
 * Prices of fields that read or write much; every other field costs 1 for each time it is answered. A walk through an
 * index may read thousands of items for a page of one, whatever its size; a `shared` report serves several fields.
 */
export const cost = { report: 1_000, walk: 1_000, list: 20, change: 500, shared: 50, csv: 500 } as const;

/** The refusal of an operation beyond `operationLimits`. */
export const limitError: ComplexityErrorFn = (_kind, { depth, complexity }) =>
  depth > operationLimits.depth
    ? new ApiError('DEPTH_LIMIT', `The query is nested ${depth} levels deep, ${operationLimits.depth} are allowed.`, {
        depth,
        limit: operationLimits.depth,
      })
    : new ApiError(
        'COST_LIMIT',
        `The query costs ${complexity}, ${operationLimits.complexity} is allowed: ask for fewer reports or smaller pages.`,
        { cost: complexity, limit: operationLimits.complexity },
      );

/** A validation rule: a document with very many aliases asks the same again and again. */
export function aliasLimitRule(context: ValidationContext): ASTVisitor {
  let aliases = 0;
  return {
    Field({ alias }) {
      if (alias) aliases++;
    },
    Document: {
      leave() {
        if (aliases <= requestLimits.aliases) return;
        context.reportError(
          new GraphQLError(`The document has ${aliases} aliases, ${requestLimits.aliases} are allowed: send several.`, {
            extensions: { code: 'ALIAS_LIMIT', details: { aliases, limit: requestLimits.aliases } },
          }),
        );
      },
    },
  };
}
