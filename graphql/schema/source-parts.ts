import type { ListedKey } from '../../shared/store/source-keys.ts';
import type { SourceKind as SourceKindShape } from '../../shared/store/source-kinds.ts';
import { builder } from '../builder.ts';

export const SourceKey = builder.objectRef<ListedKey>('SourceKey').implement({
  description: 'A key with which a source may send; nobody can read it again.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'The beginning of its SHA-256.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it ends, or ended; null: not until somebody ends it.',
    }),
  }),
});

export const SourceSecret = builder
  .objectRef<{ name: string; description: string; set: boolean }>('SourceSecret')
  .implement({
    description: 'A secret value of a source. The value itself is never told.',
    fields: (t) => ({
      name: t.exposeString('name', { description: 'Its name in `setSourceSecrets`.' }),
      description: t.exposeString('description', { description: 'What it is.' }),
      set: t.exposeBoolean('set', { description: 'Whether there is a value.' }),
    }),
  });

export const SourceKind = builder.objectRef<SourceKindShape>('SourceKind').implement({
  description: 'How often a source sent one kind of thing that is left alone.',
  fields: (t) => ({
    kind: t.exposeString('kind', { description: "The provider's word for it." }),
    known: t.exposeBoolean('known', { description: 'Whether the adapter knows it, and leaves it alone on purpose.' }),
    count: t.exposeFloat('count', { description: 'How often it came.' }),
  }),
});
