import type { ListedKey } from '../../shared/store/source-keys.ts';
import { builder } from '../builder.ts';
import { authorOf } from '../permissions.ts';
import { changeField } from './change-field.ts';
import { Source } from './source.ts';
import { SourceKey } from './source-parts.ts';

const SecretValueInput = builder.inputType('SecretValueInput', {
  description: 'A secret value. It is stored in Secrets Manager and never told again.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'As the adapter names it.' }),
    value: t.string({ required: true, description: 'The value: at most 8,000 characters.' }),
  }),
});

const SetSourceSecretsInput = builder.inputType('SetSourceSecretsInput', {
  description: 'The secret values of a source.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Which source.' }),
    values: t.field({
      type: [SecretValueInput],
      required: true,
      description: 'All values that its adapter needs: they are replaced together.',
    }),
    overlap: t.string({
      description:
        'How long the values before hold, too: an ISO 8601 duration of at most 30 days, PT0S for not at all; absent: P1D.',
    }),
  }),
});

const CreateSourceKeyInput = builder.inputType('CreateSourceKeyInput', {
  description: 'A key to make for a source.',
  fields: (t) => ({
    source: t.id({ required: true, description: 'The only source that it may send for.' }),
    expiresAt: t.field({ type: 'DateTime', description: 'When it ends; absent: not until somebody ends it.' }),
  }),
});

const EndSourceKeyInput = builder.inputType('EndSourceKeyInput', {
  description: 'A key to end.',
  fields: (t) => ({
    source: t.id({ required: true, description: 'The source that it belongs to.' }),
    key: t.id({ required: true, description: 'The id of the key, as `keys` lists it.' }),
    at: t.field({
      type: 'DateTime',
      description: 'When it ends, e.g. once the new one is in use; absent: now. A key never ends later than it would.',
    }),
  }),
});

const CreatedSourceKey = builder.objectRef<ListedKey & { key: string }>('CreatedSourceKey').implement({
  description: 'A new key of a source.',
  authScopes: { may: 'sources' },
  fields: (t) => ({
    key: t.exposeString('key', { description: 'The key itself, shown this once: `Authorization: Bearer <key>`.' }),
    about: t.field({ type: SourceKey, description: 'As it is listed from now on.', resolve: (made) => made }),
  }),
});

const change = changeField('sources');

builder.mutationFields((t) => ({
  setSourceSecrets: t.field({
    type: Source,
    description: 'Replaces the secret values of a source; those before hold for an overlap, too.',
    ...change,
    args: { input: t.arg({ type: SetSourceSecretsInput, required: true, description: 'The values.' }) },
    resolve: (_root, { input: { id, values, overlap } }, { deps, viewer }) =>
      deps.registry.setSourceSecrets(authorOf(viewer), id, values, overlap ?? 'P1D'),
  }),
  createSourceKey: t.field({
    type: CreatedSourceKey,
    description: 'Makes a key with which a source may send. Those made before go on: end them once it is in use.',
    ...change,
    args: { input: t.arg({ type: CreateSourceKeyInput, required: true, description: 'For which source.' }) },
    resolve: (_root, { input: { source, expiresAt } }, { deps, viewer }) =>
      deps.registry.createSourceKey(authorOf(viewer), source, expiresAt ?? undefined),
  }),
  endSourceKey: t.field({
    type: SourceKey,
    description: 'Ends a key of a source; it may be known for a minute longer.',
    ...change,
    args: { input: t.arg({ type: EndSourceKeyInput, required: true, description: 'Which key.' }) },
    resolve: (_root, { input: { source, key, at } }, { deps, viewer }) =>
      deps.registry.endSourceKey(authorOf(viewer), source, key, at ?? deps.clock()),
  }),
}));
