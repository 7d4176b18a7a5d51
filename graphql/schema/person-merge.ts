import { checkPeople } from '../../shared/changes/people.ts';
import type { PersonMerges as PersonMergesShape } from '../../shared/store/person-merges.ts';
import { builder } from '../builder.ts';
import { authorOf } from '../permissions.ts';
import { changeField } from './change-field.ts';

const PersonMerges = builder.objectRef<PersonMergesShape>('PersonMerges').implement({
  description: 'Which people are known to be one.',
  fields: (t) => ({
    generation: t.exposeFloat('generation', { description: 'Raised by each change.' }),
    people: t.int({
      description: 'Identities that are merged with others.',
      resolve: ({ representativeOf }) => representativeOf.size,
    }),
    groups: t.int({
      description: 'People that they are.',
      resolve: ({ representativeOf }) => new Set(representativeOf.values()).size,
    }),
  }),
});

const MergePeopleInput = builder.inputType('MergePeopleInput', {
  description: 'Identities of one person.',
  fields: (t) => ({
    people: t.idList({
      required: true,
      description:
        'Two to 100 ids as the providers give them and senders send them, e.g. `facebook:77`, or pseudonyms. Only pseudonyms of them are kept. One id is enough where pseudonyms were changed since: its old and its new ones become one.',
    }),
  }),
});

const UnmergePeopleInput = builder.inputType('UnmergePeopleInput', {
  description: 'Identities that are people of their own.',
  fields: (t) => ({
    people: t.idList({
      required: true,
      description: 'One to 100 ids as the providers give them and senders send them.',
    }),
  }),
});

const change = changeField('organisation');

builder.mutationFields((t) => ({
  mergePeople: t.field({
    type: PersonMerges,
    description:
      'Counts identities as one person from now on, in the past, too. A merge with one of a group is with all of it.',
    ...change,
    args: { input: t.arg({ type: MergePeopleInput, required: true, description: 'Whom.' }) },
    resolve: (_root, { input }, { deps, viewer }) =>
      deps.registry.changePersonMerges(
        authorOf(viewer),
        'mergePeople',
        checkPeople(input.people, input.people.length === 1 ? 1 : 2),
      ),
  }),
  unmergePeople: t.field({
    type: PersonMerges,
    description: 'Takes each of these identities out of its group; who is in none is left as they are.',
    ...change,
    args: { input: t.arg({ type: UnmergePeopleInput, required: true, description: 'Whom.' }) },
    resolve: (_root, { input }, { deps, viewer }) =>
      deps.registry.changePersonMerges(authorOf(viewer), 'unmergePeople', checkPeople(input.people, 1)),
  }),
}));

builder.queryField('peopleGeneration', (t) =>
  t.field({
    type: 'Float',
    description:
      'How often it was changed which people are one: numbers of people from another generation are of another count.',
    authScopes: { may: 'reports' },
    resolve: async (_root, _args, { deps }) => (await deps.registry.personMerges()).generation,
  }),
);
