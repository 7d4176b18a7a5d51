import type { Days } from '../filters/span.ts';

interface Annotated {
  day: string;
  text: string;
  department: { id: string } | null;
}

export interface MarkOptions {
  /** Both included. */
  days: Days;
  /** Only what concerns these or the company; none: everything. */
  departments: readonly string[];
  nameOf: (department: string) => string;
}

/** The annotations that belong on a time axis, one mark for each day, oldest first: what concerns a department begins with its name. */
export function marksOf(
  annotations: readonly Annotated[],
  { days, departments, nameOf }: MarkOptions,
): { day: string; text: string }[] {
  const shown = annotations.filter(
    ({ day, department }) =>
      day >= days.from &&
      day <= days.to &&
      (department === null || departments.length === 0 || departments.includes(department.id)),
  );
  return [...Map.groupBy(shown, ({ day }) => day)]
    .map(([day, ofDay]) => ({
      day,
      text: ofDay.map(({ text, department }) => (department ? `${nameOf(department.id)}: ${text}` : text)).join(' · '),
    }))
    .sort((a, b) => (a.day < b.day ? -1 : 1));
}
