import { type SourceAdapterInfo, sourceAdapters } from '../../shared/source-adapters.ts';
import { builder } from '../builder.ts';
import { cost } from '../limits.ts';

const WebhookProof = builder.enumType('WebhookProof', {
  description: 'How deliveries to a webhook prove who sends them.',
  values: {
    SIGNATURE: { value: 'signature', description: "By the provider's signature over the exact bytes." },
    KEY: { value: 'key', description: 'By a key of the source, as a bearer token.' },
  } as const,
});

const AdapterSecret = builder
  .objectRef<{ name: string; description: string; required: boolean }>('AdapterSecret')
  .implement({
    description: 'A secret value of an adapter.',
    fields: (t) => ({
      name: t.exposeString('name', { description: 'Its name in `setSourceSecrets`.' }),
      description: t.exposeString('description', { description: 'What it is, and where the provider shows it.' }),
      required: t.exposeBoolean('required', { description: 'Whether a source cannot do without it.' }),
    }),
  });

export const SourceAdapter = builder.objectRef<SourceAdapterInfo>('SourceAdapter').implement({
  description: 'What speaks with one provider: `docs/sources/` has a page for each.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'As `connectSource` names it.' }),
    name: t.exposeString('name', { description: "The provider's name." }),
    description: t.exposeString('description', { description: 'For people who choose a source, in one sentence.' }),
    settings: t.string({
      description: 'JSON Schema of what it is told, as JSON text.',
      resolve: ({ settings }) => JSON.stringify(settings),
    }),
    secrets: t.field({
      type: [AdapterSecret],
      description: 'Its secret values; they are set together.',
      resolve: ({ secrets, optionalSecrets }) =>
        Object.entries(secrets).map(([name, description]) => ({
          name,
          description,
          required: !optionalSecrets.includes(name),
        })),
    }),
    webhook: t.expose('webhook', {
      type: WebhookProof,
      nullable: true,
      description: 'What its webhook goes by; null: it has none.',
    }),
    every: t.exposeString('every', {
      nullable: true,
      description: 'The least time between two runs, an ISO 8601 duration; null: it is not asked on a schedule.',
    }),
  }),
});

builder.queryField('sourceAdapters', (t) =>
  t.field({
    type: [SourceAdapter],
    description: 'What sources can be connected by, by id.',
    authScopes: { may: 'sources' },
    complexity: { field: cost.list, multiplier: 5 },
    resolve: () => [...sourceAdapters],
  }),
);
