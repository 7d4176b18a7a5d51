import SchemaBuilder from '@pothos/core';
import ComplexityPlugin from '@pothos/plugin-complexity';
import ScopeAuthPlugin from '@pothos/plugin-scope-auth';
import type { ApiContext } from './context.ts';
import { limitError, operationLimits } from './limits.ts';
import { isAllowed, type Permission, refusalOf } from './permissions.ts';

export interface SchemaShapes {
  Context: ApiContext;
  DefaultFieldNullability: false;
  Scalars: {
    ID: { Input: string; Output: string };
    /** Comes as epoch milliseconds, goes as those or as ISO text. */
    DateTime: { Input: number; Output: number | string };
    Date: { Input: string; Output: string };
    TimeZone: { Input: string; Output: string };
  };
  AuthScopes: { may: Permission };
}

export const builder = new SchemaBuilder<SchemaShapes>({
  plugins: [ScopeAuthPlugin, ComplexityPlugin],
  defaultFieldNullability: false,
  scopeAuth: {
    authorizeOnSubscribe: true,
    authScopes: ({ viewer }) => ({ may: (permission) => isAllowed(viewer, permission) }),
    unauthorizedError: (_parent, { viewer }, _info, { failure }) => refusalOf(viewer, permissionIn(failure)),
  },
  complexity: { limit: operationLimits, complexityError: limitError },
});

/** Scopes are checked with one permission at a time, so the first failure names it. */
function permissionIn(failure: object): Permission {
  const { parameter, failures } = failure as { parameter?: Permission; failures?: object[] };
  return parameter ?? permissionIn(failures?.[0] ?? { parameter: 'reports' });
}
