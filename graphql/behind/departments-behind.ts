import type { ApiContext } from '../context.ts';
import { signInFirst, visibleDepartments } from '../permissions.ts';
import type { ReportRequest, ReportRow } from '../plan/report.ts';

/**
 * The departments to look in for what is behind a row: its own or those of the filter, as far as the viewer may see them;
 * `FORBIDDEN` when they are others'. What counts for a department may have happened in any (`anywhere`).
 */
export function departmentsBehind(
  { department }: Pick<ReportRow, 'department'>,
  filter: ReportRequest['filter'],
  anywhere: boolean,
  { viewer, directory }: Pick<ApiContext, 'viewer' | 'directory'>,
): readonly string[] {
  if (!viewer) throw signInFirst();
  const asked = visibleDepartments(viewer, department === undefined ? filter?.departments : [department]);
  const visible = anywhere ? visibleDepartments(viewer) : asked;
  return [...new Set(visible ?? directory.organisation.departments.map(({ id }) => id))];
}
