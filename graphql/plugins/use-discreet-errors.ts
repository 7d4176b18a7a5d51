import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { mayQuoteSecret, withoutQuotes } from '../without-quotes.ts';

/** Errors of a document that fails validation quote no secret value that stands in it. */
export const useDiscreetErrors = (): Plugin => ({
  onValidate:
    () =>
    ({ valid, result, setResult }) => {
      if (!valid) setResult([...result].map(discreet));
    },
});

const discreet = (error: unknown): unknown =>
  error instanceof GraphQLError && mayQuoteSecret(error) ? withoutQuotes(error) : error;
