import { ApiError } from '../errors.ts';
import { type DepartmentConfig, departmentSchema, type Organisation } from '../organisation.ts';
import { checked, checkLimit, departmentOf, type OrganisationRule } from './change.ts';
import { changeDepartment } from './change-department.ts';

type Rule = OrganisationRule<DepartmentConfig>;
type Name = DepartmentConfig['name'];

/** Adds a department; one that was removed before meets its old facts again. */
export function addDepartment(input: { id: string; name: Name; parent?: string | undefined }): Rule {
  const added = checked(departmentSchema, input);
  return (organisation) => {
    if (organisation.departments.some(({ id }) => id === added.id)) {
      throw new ApiError('DEPARTMENT_EXISTS', `id: there is a department “${added.id}” already; choose another id.`, {
        field: 'id',
      });
    }
    if (added.parent !== undefined) departmentOf(organisation, added.parent, 'parent');
    checkLimit('departments', organisation.departments.length + 1);
    return {
      organisation: { ...organisation, departments: [...organisation.departments, added] },
      subject: `department ${added.id}`,
      before: undefined,
      after: added,
      result: added,
    };
  };
}

export const renameDepartment = ({ id, name }: { id: string; name: Name }): Rule =>
  changeDepartment(id, 'id', (department) => ({ ...department, name }));

/** Puts a department under another one, or under none; throws `DEPARTMENT_CYCLE` when it would be part of itself. */
export function setDepartmentParent({ id, parent }: { id: string; parent?: string | undefined }): Rule {
  return changeDepartment(id, 'id', ({ parent: _, ...department }, organisation) => {
    if (parent === undefined) return department;
    departmentOf(organisation, parent, 'parent');
    const above = withAllAbove(organisation, parent);
    if (above.includes(id)) {
      throw new ApiError('DEPARTMENT_CYCLE', `parent: “${parent}” is “${id}” or a part of it; choose one outside.`, {
        field: 'parent',
        path: above,
      });
    }
    return { ...department, parent };
  });
}

/**
 * Removes a department that nothing of the organisation names any more. Its facts and past response targets stay and go
 * by its id. `sources`: ids of those that send for it.
 */
export function removeDepartment({ id }: { id: string }, sources: readonly string[]): Rule {
  return (organisation) => {
    const removed = departmentOf(organisation, id, 'id');
    const usedBy = [...usesOf(organisation, id), ...sources.map((source) => `source ${source}`)];
    if (usedBy.length > 0) {
      throw new ApiError(
        'DEPARTMENT_IN_USE',
        `id: “${id}” is named by ${usedBy.slice(0, 5).join(', ')}${usedBy.length > 5 ? ' and others' : ''}: change those first.`,
        { field: 'id', usedBy: usedBy.slice(0, 100) },
      );
    }
    return {
      organisation: { ...organisation, departments: organisation.departments.filter((one) => one.id !== id) },
      subject: `department ${id}`,
      before: removed,
      after: undefined,
      result: removed,
    };
  };
}

/** A department and those it is part of, from below. */
function withAllAbove({ departments }: Organisation, id: string): string[] {
  const above: string[] = [];
  for (let at: string | undefined = id; at !== undefined && !above.includes(at); ) {
    above.push(at);
    at = departments.find((one) => one.id === at)?.parent;
  }
  return above;
}

/** What names a department; its response targets are history and stay. */
function usesOf(organisation: Organisation, id: string): string[] {
  const { departments, goals, initiatives, annotations, attestations, alertRules, socialShareOf } = organisation;
  const named = (noun: string, list: readonly { id: string; department?: string | undefined }[]) =>
    list.filter(({ department }) => department === id).map((one) => `${noun} ${one.id}`);
  return [
    ...departments.filter(({ parent }) => parent === id).map((one) => `department ${one.id}`),
    ...named('goal', goals),
    ...named('initiative', initiatives),
    ...named('annotation', annotations),
    ...named('attestation', attestations),
    ...named(
      'alert rule',
      alertRules.filter((rule) => rule.kind !== 'MISSING_DATA'),
    ),
    ...(Object.hasOwn(socialShareOf, id) ? ['its social-share benchmark'] : []),
  ];
}
