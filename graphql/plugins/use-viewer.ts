import type { Plugin } from 'graphql-yoga';
import type { ApiDeps } from '../context.ts';
import { signInFirst, type Viewer } from '../permissions.ts';
import { toGraphQLError } from '../to-graphql-error.ts';

/**
 * Finds the viewer of a request before its document is looked at, so that nobody learns the schema from error messages.
 * Without a valid token the whole request is refused with 401; where the schema may be read without one, a request
 * without any token goes on, and each field refuses it.
 */
export function useViewer({
  verifyToken,
  policy,
}: Pick<ApiDeps, 'verifyToken' | 'policy'>): Plugin<{ viewer?: Viewer }> {
  return {
    async onParams({ request, context }) {
      const [scheme, token] = (request.headers.get('authorization') ?? '').split(/\s+/, 2);
      if (scheme?.toLowerCase() === 'bearer' && token) {
        try {
          Object.assign(context, { viewer: await verifyToken(token) });
        } catch (error) {
          throw toGraphQLError(error);
        }
      } else if (!policy.anonymousIntrospection) {
        throw toGraphQLError(signInFirst());
      }
    },
  };
}
