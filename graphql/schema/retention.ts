import { cutOverDay } from '../../shared/people-changes.ts';
import { builder } from '../builder.ts';
import type { ApiContext } from '../context.ts';
import { Source, sourceOf } from './source.ts';

interface RetainedSourceShape {
  id: string;
  before: string | null;
  replaced: number;
}

const RetainedSource = builder.objectRef<RetainedSourceShape>('RetainedSource').implement({
  description: 'A source that keeps people for a time, or did.',
  authScopes: { may: 'privacy' },
  fields: (t) => ({
    source: t.field({
      type: Source,
      description: 'Which; for how many days it keeps people is a field of it.',
      resolve: ({ id }, _args, context) => sourceOf(id, context),
    }),
    before: t.expose('before', {
      type: 'Date',
      nullable: true,
      description: 'People of interactions before this home day are replaced; null before the first night.',
    }),
    replaced: t.exposeFloat('replaced', { description: 'In about how many interactions they were.' }),
  }),
});

interface RetentionShape {
  lastRunAt: string | null;
  running: boolean;
  sources: RetainedSourceShape[];
  cutOvers: string[];
}

const Retention = builder.objectRef<RetentionShape>('Retention').implement({
  description: 'How long people are kept, and what was done about it.',
  authScopes: { may: 'privacy' },
  fields: (t) => ({
    lastRunAt: t.expose('lastRunAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When a nightly run last came to its end; null before the first.',
    }),
    running: t.exposeBoolean('running', { description: 'Whether one is under way.' }),
    sources: t.expose('sources', { type: [RetainedSource], description: 'The sources, by id.' }),
    cutOvers: t.field({
      type: ['Date'],
      description: 'The home days from which on people have other pseudonyms, the oldest first.',
      resolve: ({ cutOvers }) => cutOvers,
    }),
  }),
});

builder.queryField('retention', (t) =>
  t.field({
    type: Retention,
    description: 'How long people are kept, and how far the nightly replacement of older ones is.',
    authScopes: { may: 'privacy' },
    resolve: async (_root, _args, context) => {
      const { state, cutOvers } = await context.deps.retention();
      return {
        lastRunAt: state.finishedAt ?? null,
        running: state.phase !== undefined,
        sources: await retainedSources(state.sources, context),
        cutOvers: cutOvers.map((at) => cutOverDay(at, context.directory.foldContext.home)),
      };
    },
  }),
);

async function retainedSources(
  done: Readonly<Record<string, { before: string; replaced: number }>>,
  { sources }: ApiContext,
): Promise<RetainedSourceShape[]> {
  const keeping = [...(await sources()).values()].filter(({ retainPeopleDays }) => retainPeopleDays !== undefined);
  const ids = [...new Set([...keeping.map(({ id }) => id), ...Object.keys(done)])].sort();
  return ids.map((id) => ({ id, before: done[id]?.before ?? null, replaced: done[id]?.replaced ?? 0 }));
}
