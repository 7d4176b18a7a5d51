import { type DepartmentConfig, headcountSchema } from '../organisation.ts';
import { checked, checkLimit, type OrganisationRule, refused } from './change.ts';
import { changeDepartment } from './change-department.ts';

type Rule = OrganisationRule<DepartmentConfig>;

interface HeadcountInput {
  department: string;
  from: string;
  count: number;
  managers?: number | undefined;
}

/** Nothing is counted before. */
const firstDay = '1970-01-01';

/** Says how many people are in a department from a day on; replaces what was said of that very day. */
export function setHeadcount({ department: id, ...input }: HeadcountInput): Rule {
  const entry = checked(headcountSchema, input);
  if (entry.from < firstDay) throw refused('from', `${firstDay} or later`);
  return changeDepartment(id, 'department', (department) => {
    const others = department.headcount.filter(({ from }) => from !== entry.from);
    checkLimit('headcounts', others.length + 1);
    return { ...department, headcount: [...others, entry].sort((a, b) => (a.from < b.from ? -1 : 1)) };
  });
}

/** Takes back what was said of a day; the headcount before goes on. */
export function removeHeadcount({ department: id, from }: { department: string; from: string }): Rule {
  return changeDepartment(id, 'department', (department) => {
    const days = department.headcount.map((entry) => entry.from);
    if (!days.includes(from)) throw refused('from', `no headcount begins on ${from}`, { days });
    return { ...department, headcount: department.headcount.filter((entry) => entry.from !== from) };
  });
}
