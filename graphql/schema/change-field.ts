import { cost } from '../limits.ts';
import type { Permission } from '../permissions.ts';

/** What every mutation of the registry has: who may, and its price. */
export const changeField = <P extends Permission>(may: P) =>
  ({ authScopes: { may }, complexity: { field: cost.change } }) as const;
