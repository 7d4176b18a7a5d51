export interface Headcount {
  from: string;
  count: number;
  managers: number | null;
}

export interface Staffed {
  id: string;
  name: string;
  /** Oldest first. */
  headcounts: readonly Headcount[];
}

/** Which departments have a headcount on a day, with the one that holds then, and which have none. */
export function headcountsOn<D extends Staffed>(
  departments: readonly D[],
  day: string,
): { told: { department: D; headcount: Headcount }[]; untold: D[] } {
  const told: { department: D; headcount: Headcount }[] = [];
  const untold: D[] = [];
  for (const department of departments) {
    const headcount = department.headcounts.findLast(({ from }) => from <= day);
    if (headcount) told.push({ department, headcount });
    else untold.push(department);
  }
  return { told, untold };
}
