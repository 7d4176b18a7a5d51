import type { DepartmentConfig, Headcount as HeadcountEntry } from '../../shared/organisation.ts';
import { knownZone } from '../../shared/zone.ts';
import { builder } from '../builder.ts';
import type { ApiContext } from '../context.ts';
import { inLanguage, languageDescription } from './language.ts';

export const Department = builder.objectRef<DepartmentConfig>('Department');

const Headcount = builder.objectRef<HeadcountEntry>('Headcount').implement({
  description: 'How many people a department has from a day on.',
  fields: (t) => ({
    from: t.expose('from', { type: 'Date', description: 'The first day of it.' }),
    count: t.exposeInt('count', { description: 'People, managers included.' }),
    managers: t.exposeInt('managers', { nullable: true, description: 'How many of them lead others; null: unknown.' }),
  }),
});

const atDescription = "Today in the organisation's home time zone by default.";

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
      args: { at: t.arg({ type: 'Date', description: atDescription }) },
      resolve: (department, { at }, context) => headcountAt(department, at, context)?.count ?? null,
    }),
    managers: t.int({
      nullable: true,
      description: 'Those of them who lead others; null when the organisation does not tell.',
      args: { at: t.arg({ type: 'Date', description: atDescription }) },
      resolve: (department, { at }, context) => headcountAt(department, at, context)?.managers ?? null,
    }),
    headcounts: t.field({
      type: [Headcount],
      description: 'All that the organisation tells of its headcount, oldest first.',
      resolve: ({ headcount }) => headcount,
    }),
    parent: t.field({
      type: Department,
      nullable: true,
      description: 'The department it is part of.',
      resolve: ({ parent }, _args, { directory }) => (parent === undefined ? null : directory.department(parent)),
    }),
  }),
});

function headcountAt(
  { headcount }: DepartmentConfig,
  at: string | null | undefined,
  { deps, directory }: ApiContext,
): HeadcountEntry | undefined {
  const day = at ?? knownZone(directory.organisation.homeTimeZone).dayOf(deps.clock());
  return headcount.findLast(({ from }) => from <= day);
}

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
