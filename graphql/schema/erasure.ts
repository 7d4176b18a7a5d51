import { refused } from '../../shared/changes/change.ts';
import {
  backupDays,
  type ErasurePlace,
  type Erasure as ErasureShape,
  erasurePlaces,
  erasureStates,
} from '../../shared/erasure.ts';
import { identifier } from '../../shared/interaction.ts';
import { builder } from '../builder.ts';
import { cost } from '../limits.ts';
import { authorOf } from '../permissions.ts';
import { connectionType, pageArgs, pageCost } from './connection.ts';

const ErasureState = builder.enumType('ErasureState', {
  description: 'How far an erasure is.',
  values: Object.fromEntries(
    Object.entries(erasureStates).map(([value, description]) => [value, { value, description }]),
  ) as Record<ErasureShape['state'], { value: ErasureShape['state']; description: string }>,
});

const ErasedPlace = builder.objectRef<{ place: ErasurePlace; count: number }>('ErasedPlace').implement({
  description: 'A place where a person was looked for.',
  fields: (t) => ({
    place: t.exposeString('place', { description: `One of ${Object.keys(erasurePlaces).join(', ')}.` }),
    description: t.string({ description: 'What is counted there.', resolve: ({ place }) => erasurePlaces[place] }),
    count: t.exposeInt('count', { description: 'How many held the person.' }),
  }),
});

const Erasure = builder.objectRef<ErasureShape>('Erasure').implement({
  description: 'The receipt of an erasure: it tells what was done, and nothing about whom.',
  authScopes: { may: 'privacy' },
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Names this erasure.' }),
    state: t.expose('state', { type: ErasureState, description: 'How far it is.' }),
    askedBy: t.exposeString('askedBy', { description: 'Who asked for it: the subject of the token.' }),
    askedAt: t.expose('askedAt', {
      type: 'DateTime',
      description: 'When; what was recorded until then is erased.',
    }),
    erasedAt: t.expose('erasedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When all that was held had been replaced.',
    }),
    sweptAt: t.expose('sweptAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it had been looked through once more, for what was being counted meanwhile.',
    }),
    shreddedAt: t.expose('shreddedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the keys of copies in queues and the archive were destroyed: two weeks later at most.',
    }),
    places: t.field({
      type: [ErasedPlace],
      description: 'How much was replaced where.',
      resolve: ({ counts }) =>
        (Object.keys(erasurePlaces) as ErasurePlace[]).map((place) => ({ place, count: counts[place] })),
    }),
    backupsUntil: t.field({
      type: 'DateTime',
      nullable: true,
      description: `Until when backups of the tables hold what was erased: ${backupDays} days. A table that is restored from one is to be erased from again.`,
      resolve: ({ sweptAt }) =>
        sweptAt === undefined ? null : new Date(Date.parse(sweptAt) + backupDays * 86_400_000).toISOString(),
    }),
  }),
});

const ErasePersonInput = builder.inputType('ErasePersonInput', {
  description: 'Whom to erase.',
  fields: (t) => ({
    person: t.id({
      required: true,
      description:
        'The id as the provider gives it and senders send it, e.g. `facebook:77`, or a pseudonym. Identities that are merged with it are erased, too.',
    }),
  }),
});

builder.mutationField('erasePerson', (t) =>
  t.field({
    type: Erasure,
    description:
      'Erases a person for good: a random word stands for them in all that was recorded until now. Every number stays as it is. It begins at once and goes on by itself; `erasures` tells how far it is.',
    authScopes: { may: 'privacy' },
    complexity: { field: cost.change },
    args: { input: t.arg({ type: ErasePersonInput, required: true, description: 'Whom.' }) },
    resolve: (_root, { input }, { deps, viewer }) => {
      const person = String(input.person);
      if (!identifier.safeParse(person).success || !person.isWellFormed()) {
        throw refused('person', '1 to 512 characters without control characters');
      }
      const { who, roles } = authorOf(viewer);
      return deps.privacy.erase({ person, author: { who, roles: [...roles] } });
    },
  }),
);

builder.mutationField('eraseAgain', (t) =>
  t.field({
    type: 'Boolean',
    description:
      'Begins to erase anew everybody who was erased in the last 40 days and is there again: after a table was restored. `erasures` lists whom it found, as receipts; true.',
    authScopes: { may: 'privacy' },
    complexity: { field: cost.change },
    resolve: async (_root, _args, { deps, viewer }) => {
      const { who, roles } = authorOf(viewer);
      await deps.privacy.eraseAgain({ author: { who, roles: [...roles] } });
      return true;
    },
  }),
);

builder.queryField('erasures', (t) =>
  t.field({
    type: connectionType('Erasure', Erasure),
    description: 'Receipts of erasures, newest first.',
    authScopes: { may: 'privacy' },
    complexity: pageCost(cost.list),
    args: pageArgs,
    resolve: (_root, page, { deps }) => deps.listErasures(page),
  }),
);
