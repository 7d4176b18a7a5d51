/** What the bearer of a token may be; several add up. `graphql/permissions.ts` says what each may see. */
export const roles = ['viewer', 'member', 'analyst', 'executive', 'engineer', 'admin'] as const;
export type Role = (typeof roles)[number];
