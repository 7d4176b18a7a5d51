import type { Permission } from './pages.ts';

/** The roles that give the permissions which pages need, as in `graphql/permissions.ts`; the API decides, this only says so early. */
export const rolesFor = {
  INTERACTIONS: ['member', 'analyst', 'admin'],
  SOURCES: ['engineer', 'admin'],
} as const satisfies Partial<Record<Permission, readonly string[]>>;
