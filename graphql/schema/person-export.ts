import { refused } from '../../shared/changes/change.ts';
import { ApiError } from '../../shared/errors.ts';
import { identifier } from '../../shared/interaction.ts';
import {
  type ExportPlace,
  exportLimits,
  exportPlaces,
  type PersonPage,
  type PersonRecord as PersonRecordShape,
} from '../../shared/person-export.ts';
import { builder } from '../builder.ts';
import { cost } from '../limits.ts';
import { authorOf } from '../permissions.ts';

const PersonRecordPlace = builder.enumType('PersonRecordPlace', {
  description: 'Where something is held on a person.',
  values: Object.fromEntries(
    Object.entries(exportPlaces).map(([value, description]) => [value, { value, description }]),
  ) as Record<ExportPlace, { value: ExportPlace; description: string }>,
});

const PersonRecord = builder.objectRef<PersonRecordShape>('PersonRecord').implement({
  description: 'Something that is held on a person.',
  authScopes: { may: 'privacy' },
  fields: (t) => ({
    place: t.expose('place', { type: PersonRecordPlace, description: 'Where it is held.' }),
    data: t.string({ description: 'All of it, as JSON.', resolve: ({ data }) => JSON.stringify(data) }),
  }),
});

const PersonExport = builder.objectRef<PersonPage>('PersonExport').implement({
  description: 'A part of what is held on a person.',
  authScopes: { may: 'privacy' },
  fields: (t) => ({
    records: t.expose('records', {
      type: [PersonRecord],
      description: 'What was found; it may be nothing although more follows.',
    }),
    next: t.exposeString('next', {
      nullable: true,
      description: 'Give it to `after` for what follows; null at the end.',
    }),
  }),
});

const ExportPersonInput = builder.inputType('ExportPersonInput', {
  description: 'About whom, and which part.',
  fields: (t) => ({
    person: t.id({
      required: true,
      description:
        'The id as the provider gives it and senders send it, e.g. `facebook:77`, or a pseudonym. Identities that are merged with it are in the export, too.',
    }),
    first: t.int({
      description: `About how many records, 1 to ${exportLimits.records}; absent: ${exportLimits.records}.`,
    }),
    after: t.string({ description: 'Where to go on: `next` of the part before, for a day.' }),
  }),
});

builder.mutationField('exportPerson', (t) =>
  t.field({
    type: PersonExport,
    description:
      'Tells what is held on a person: all that an erasure would touch, part by part. Copies on the bus are sealed and not in it. That it was asked for is noted in the audit trail.',
    authScopes: { may: 'privacy' },
    complexity: { field: cost.walk },
    args: { input: t.arg({ type: ExportPersonInput, required: true, description: 'About whom.' }) },
    resolve: async (_root, { input }, { deps, viewer }) => {
      const person = String(input.person);
      const first = input.first ?? exportLimits.records;
      if (!identifier.safeParse(person).success || !person.isWellFormed()) {
        throw refused('person', '1 to 512 characters without control characters');
      }
      if (first < 1 || first > exportLimits.records) throw refused('first', `1 to ${exportLimits.records}`);
      const { who, roles } = authorOf(viewer);
      const author = { who, roles: [...roles] };
      const page = await deps.privacy.export({
        person,
        author,
        first,
        ...(input.after != null && { after: input.after }),
      });
      if (page === null)
        throw new ApiError(
          'INVALID_CURSOR',
          'after: take it from `next` of the part before, unchanged and within a day; else begin anew.',
        );
      return page;
    },
  }),
);
