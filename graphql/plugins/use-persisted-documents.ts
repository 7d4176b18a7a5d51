import { usePersistedOperations } from '@graphql-yoga/plugin-persisted-operations';
import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { ApiDeps } from '../context.ts';
import { isAllowed, rolesThatMay, type Viewer } from '../permissions.ts';

/**
 * Documents by their SHA-256. Where the policy says so those are the only ones, but for viewers who may send documents of
 * their own: `useViewer` has to be before, so that it is known who asks.
 */
export function usePersistedDocuments({ persisted, policy }: Pick<ApiDeps, 'persisted' | 'policy'>): Plugin {
  return {
    onPluginInit({ addPlugin }) {
      if (policy.persistedOnly) addPlugin({ onParams: refuseOwnDocuments });
      addPlugin(
        usePersistedOperations({
          getPersistedOperation: (hash) => (Object.hasOwn(persisted, hash) ? (persisted[hash] ?? null) : null),
          allowArbitraryOperations: true,
          customErrors: {
            notFound: refusal(
              'PERSISTED_QUERY_NOT_FOUND',
              policy.persistedOnly
                ? `No document has this SHA-256. ${needed}`
                : 'No document has this SHA-256: send the document itself.',
            ),
            keyNotFound: refusal(
              'BAD_REQUEST',
              'There is no document: send `query`, or name one by `extensions.persistedQuery`.',
            ),
          },
        }),
      );
    },
  };
}

const refusal = (code: string, message: string) => () =>
  new GraphQLError(message, { extensions: { code, http: { status: 400 } } });

const ownRoles = rolesThatMay('documents');
const needed = `Documents of one's own need one of the roles ${ownRoles.join(', ')}.`;

const refuseOwnDocuments: NonNullable<Plugin['onParams']> = ({ params, context }) => {
  if (!params.query || isAllowed((context as { viewer?: Viewer }).viewer, 'documents')) return;
  throw new GraphQLError(
    `Only persisted documents are answered here: name one by \`extensions.persistedQuery\`. ${needed}`,
    { extensions: { code: 'PERSISTED_QUERY_ONLY', details: { roles: ownRoles }, http: { status: 400 } } },
  );
};
