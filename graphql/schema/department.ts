import type { DepartmentConfig } from '../../shared/organisation.ts';
import { knownZone } from '../../shared/zone.ts';
import { builder } from '../builder.ts';
import { inLanguage, languageDescription } from './language.ts';

export const Department = builder.objectRef<DepartmentConfig>('Department');

builder.objectType(Department, {
  description: 'A part of the company. An interaction keeps the department of its moment.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Short and stable, e.g. `service`.' }),
    name: t.string({
      description: 'As people call it.',
      args: { language: t.arg.string({ description: languageDescription }) },
      resolve: ({ name }, { language }) => inLanguage(name, language),
    }),
    headcount: t.int({
      nullable: true,
      description: 'People in the department on a day; null when the organisation does not tell.',
      args: { at: t.arg({ type: 'Date', description: "Today in the organisation's home time zone by default." }) },
      resolve: ({ headcount }, { at }, { deps, directory }) => {
        const day = at ?? knownZone(directory.organisation.homeTimeZone).dayOf(deps.clock());
        return headcount.findLast(({ from }) => from <= day)?.count ?? null;
      },
    }),
    parent: t.field({
      type: Department,
      nullable: true,
      description: 'The department it is part of.',
      resolve: ({ parent }, _args, { directory }) => (parent === undefined ? null : directory.department(parent)),
    }),
  }),
});

builder.queryFields((t) => ({
  departments: t.field({
    type: [Department],
    description: 'The departments of the organisation, in its order.',
    authScopes: { may: 'reports' },
    resolve: (_root, _args, { directory }) => directory.organisation.departments,
  }),
  department: t.field({
    type: Department,
    nullable: true,
    description: 'One department; null when there is none of this id.',
    authScopes: { may: 'reports' },
    args: { id: t.arg.id({ required: true, description: 'Its id, e.g. `service`.' }) },
    resolve: (_root, { id }, { directory }) => directory.findDepartment(id),
  }),
}));
