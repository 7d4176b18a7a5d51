import { useBehind } from '../../charts/use-behind.ts';
import { useOwnDepartments } from '../../lists/use-own-departments.ts';
import type { Counted } from './counted-days.ts';
import type { CollaborationReport } from './shown.ts';

/**
 * Leads to what a department sent to others, or with `within` also to its own people, as far as the viewer may see it and it may
 * be told; the function is undefined for viewers who may see nothing behind numbers. The API lists by sender, not by pair.
 */
export function useSentBy(counted: Counted, rows: CollaborationReport['rows']) {
  const own = useOwnDepartments();
  const behind = useBehind();
  if (!behind) return undefined;
  return (department: string, within: boolean): Record<string, string> | undefined => {
    const told = rows.find((row) => row.department?.id === department)?.values[within ? 1 : 0];
    const mayOpen = own === undefined || own.includes(department);
    if (!mayOpen || told?.status !== 'OK') return undefined;
    const metric = within ? 'OPENNESS' : 'CONNECTEDNESS';
    return behind.search({ metric, from: counted.from, to: counted.to, departments: [department], channels: [] });
  };
}
