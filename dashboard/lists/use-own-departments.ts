import { usePage } from '../app/page-context.tsx';

/** The departments whose conversations and interactions the viewer may read; undefined: all of them. */
export function useOwnDepartments(): readonly string[] | undefined {
  const { roles, departments } = usePage().shell.viewer;
  const all = roles.includes('ANALYST') || roles.includes('ADMIN');
  return all ? undefined : departments.map(({ id }) => id);
}
