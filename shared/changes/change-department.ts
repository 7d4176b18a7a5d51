import { type DepartmentConfig, departmentSchema, type Organisation } from '../organisation.ts';
import { checked, departmentOf, type OrganisationRule } from './change.ts';

/** Changes one department; `field` is that of the input which names it. */
export function changeDepartment(
  id: string,
  field: string,
  change: (department: DepartmentConfig, organisation: Organisation) => DepartmentConfig,
): OrganisationRule<DepartmentConfig> {
  return (organisation) => {
    const before = departmentOf(organisation, id, field);
    const after = checked(departmentSchema, change(before, organisation));
    return {
      organisation: {
        ...organisation,
        departments: organisation.departments.map((one) => (one.id === id ? after : one)),
      },
      subject: `department ${id}`,
      before,
      after,
      result: after,
    };
  };
}
