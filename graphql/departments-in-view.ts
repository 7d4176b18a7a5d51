import type { ApiContext } from './context.ts';
import { signInFirst, visibleDepartments } from './permissions.ts';

/** The departments to look in: those asked for or all of the organisation, as far as the viewer may see them. */
export function departmentsInView(
  { viewer, directory }: Pick<ApiContext, 'viewer' | 'directory'>,
  asked: readonly string[] | null | undefined,
): readonly string[] {
  if (!viewer) throw signInFirst();
  if (asked) directory.checkDepartments(asked);
  const visible = visibleDepartments(viewer, asked ?? undefined);
  return [...new Set(visible ?? directory.organisation.departments.map(({ id }) => id))];
}
