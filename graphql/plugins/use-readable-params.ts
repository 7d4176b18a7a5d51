import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** Refuses `variables` and `extensions` that are no JSON in a query string or a form: the server would take the fault for its own. */
export const useReadableParams = (): Plugin => ({
  onRequestParse({ requestParser, setRequestParser }) {
    if (!requestParser) return;
    setRequestParser(async (request) => {
      try {
        return await requestParser(request);
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
        throw new GraphQLError('variables, extensions: each is an object as JSON, or absent.', {
          extensions: { code: 'BAD_REQUEST', http: { status: 400 } },
        });
      }
    });
  },
});
