import { type RefusalCode, refusalCodes } from '../../shared/errors.ts';
import type { Connection } from '../../shared/store/connection.ts';
import { pageSize, windowOf } from '../../shared/store/connection.ts';
import type { ListedRejection } from '../../shared/store/rejection-item.ts';
import { addDays } from '../../shared/zone.ts';
import { builder } from '../builder.ts';
import { cost } from '../limits.ts';
import { connectionType, pageCost, pageDescriptions } from './connection.ts';
import { DateRange } from './date-range.ts';
import { Source, sourceOf } from './source.ts';

const RejectionCode = builder.enumType('RejectionCode', {
  description: 'Why an interaction was refused.',
  values: Object.fromEntries(
    Object.entries(refusalCodes).map(([value, description]) => [value, { value, description }]),
  ) as Record<RefusalCode, { value: RefusalCode; description: string }>,
});

const Rejection = builder.objectRef<ListedRejection>('Rejection').implement({
  description: 'A refused interaction, kept for 30 days to be corrected and sent again.',
  authScopes: { may: 'rejections' },
  fields: (t) => ({
    id: t.exposeID('cursor', {
      description: 'Names this rejection; (source, id) of what was refused may occur again.',
    }),
    interactionId: t.exposeID('id', { nullable: true, description: 'The id it was sent with, when it had one.' }),
    source: t.field({
      type: Source,
      nullable: true,
      description: 'The feed it came from, when it named one.',
      resolve: ({ source }, _args, context) => (source === null ? null : sourceOf(source, context)),
    }),
    code: t.expose('code', { type: RejectionCode, description: 'Why, for programs.' }),
    path: t.exposeString('path', { description: 'JSON path of the field to blame; empty when the whole is meant.' }),
    message: t.exposeString('message', { description: 'Why, for people.' }),
    recordedAt: t.expose('recordedAt', { type: 'DateTime', description: 'When it was refused.' }),
    payload: t.string({
      nullable: true,
      description: 'What was sent, as JSON; null when it was too large to keep.',
      resolve: ({ payload }) => (payload === null ? null : JSON.stringify(payload)),
    }),
  }),
});

const RejectionConnection = connectionType('Rejection', Rejection);

const RejectionFilter = builder.inputType('RejectionFilter', {
  description: 'Which rejections to list; absent means all of the last 30 days.',
  fields: (t) => ({
    range: t.field({
      type: DateRange,
      description: "When they were refused, in days of the organisation's home time zone.",
    }),
    source: t.id({ description: 'Only those of this source.' }),
    code: t.field({ type: RejectionCode, description: 'Only those refused for this reason.' }),
  }),
});

builder.queryField('rejections', (t) =>
  t.field({
    type: RejectionConnection,
    description: 'Refused interactions, newest first.',
    authScopes: { may: 'rejections' },
    complexity: pageCost(cost.walk),
    args: {
      filter: t.arg({ type: RejectionFilter, description: 'Which to list.' }),
      first: t.arg.int({ defaultValue: pageSize.default, description: pageDescriptions.first }),
      after: t.arg.string({ description: pageDescriptions.after }),
    },
    resolve: async (_root, { filter, first, after }, { deps, directory }) => {
      const { count } = windowOf({ first });
      const { home } = directory.foldContext;
      const { range, source, code } = filter ?? {};
      const { rejections, hasNextPage } = await deps.listRejections({
        first: count,
        ...(after != null && { after }),
        ...(range && {
          from: new Date(home.startOf(range.from)).toISOString(),
          to: new Date(home.startOf(addDays(range.to, 1)) - 1).toISOString(),
        }),
        ...(source != null && { source }),
        ...(code != null && { code }),
      });
      return connectionOfRejections(rejections, hasNextPage, after != null);
    },
  }),
);

function connectionOfRejections(
  rejections: ListedRejection[],
  hasNextPage: boolean,
  hasPreviousPage: boolean,
): Connection<ListedRejection> {
  const edges = rejections.map((node) => ({ cursor: node.cursor, node }));
  const startCursor = edges[0]?.cursor ?? null;
  return { edges, pageInfo: { hasNextPage, hasPreviousPage, startCursor, endCursor: edges.at(-1)?.cursor ?? null } };
}
