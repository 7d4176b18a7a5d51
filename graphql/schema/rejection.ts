import { type RefusalCode, refusalCodes } from '../../shared/errors.ts';
import { type RejectionState as RejectionStateName, rejectionStates } from '../../shared/rejection.ts';
import type { ListedRejection } from '../../shared/store/rejection-item.ts';
import { addDays } from '../../shared/zone.ts';
import { builder } from '../builder.ts';
import type { Directory } from '../directory.ts';
import { cost } from '../limits.ts';
import { connectionType, pageArgs, pageCost } from './connection.ts';
import { DateRange } from './date-range.ts';
import { Source, sourceOf } from './source.ts';

/** An enum whose values are described in a table. */
const described = <Name extends string>(name: string, description: string, table: Readonly<Record<Name, string>>) =>
  builder.enumType(name, {
    description,
    values: Object.fromEntries(
      Object.entries<string>(table).map(([value, means]) => [value, { value, description: means }]),
    ) as Record<Name, { value: Name; description: string }>,
  });

export const RejectionCode = described<RefusalCode>('RejectionCode', 'Why an interaction was refused.', refusalCodes);
const RejectionState = described<RejectionStateName>('RejectionState', 'What became of a rejection.', rejectionStates);

export const Rejection = builder.objectRef<ListedRejection>('Rejection').implement({
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
    state: t.expose('state', { type: RejectionState, description: 'What became of it.' }),
    settledAt: t.expose('settledAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was fixed or dismissed.',
    }),
    settledBy: t.exposeString('settledBy', { nullable: true, description: 'Who did that: the subject of the token.' }),
    format: t.exposeString('format', {
      description:
        'What the payload is: `cloudevents`, `activitystreams`, `interactions` as the aggregate refused them, or the adapter whose `kind` and `payload` it holds.',
    }),
    payload: t.string({
      nullable: true,
      description: 'What was sent, as JSON; null when it was too large to keep.',
      resolve: ({ payload }) => (payload === null ? null : JSON.stringify(payload)),
    }),
  }),
});

const RejectionConnection = connectionType('Rejection', Rejection);

export const RejectionFilter = builder.inputType('RejectionFilter', {
  description: 'Which rejections; absent means all of the last 30 days.',
  fields: (t) => ({
    range: t.field({
      type: DateRange,
      description: "When they were refused, in days of the organisation's home time zone.",
    }),
    source: t.id({ description: 'Only those of this source.' }),
    code: t.field({ type: RejectionCode, description: 'Only those refused for this reason.' }),
    path: t.string({ description: 'Only those with this field to blame, as `path` tells it.' }),
    state: t.field({ type: RejectionState, description: 'Only those of which this became.' }),
  }),
});

/** The filter as the store and the replay take it: days of the home zone as instants. */
export function filterOf(
  filter: typeof RejectionFilter.$inferInput | null | undefined,
  { foldContext: { home } }: Directory,
) {
  const { range, source, code, path, state } = filter ?? {};
  return {
    ...(range && {
      from: new Date(home.startOf(range.from)).toISOString(),
      to: new Date(home.startOf(addDays(range.to, 1)) - 1).toISOString(),
    }),
    ...(source != null && { source: String(source) }),
    ...(code != null && { code }),
    ...(path != null && { path }),
    ...(state != null && { state }),
  };
}

builder.queryField('rejections', (t) =>
  t.field({
    type: RejectionConnection,
    description: 'Refused interactions, newest first.',
    authScopes: { may: 'rejections' },
    complexity: pageCost(cost.walk),
    args: {
      filter: t.arg({ type: RejectionFilter, description: 'Which to list.' }),
      ...pageArgs,
    },
    resolve: (_root, { filter, ...page }, { deps, directory }) =>
      deps.listRejections({ ...filterOf(filter, directory), ...page }),
  }),
);

builder.queryField('rejection', (t) =>
  t.field({
    type: Rejection,
    nullable: true,
    description: 'One rejection; null when it has expired.',
    authScopes: { may: 'rejections' },
    complexity: { field: cost.list },
    args: { id: t.arg.id({ required: true, description: 'Its id.' }) },
    resolve: async (_root, { id }, { deps }) => (await deps.findRejections([String(id)]))[0] ?? null,
  }),
);
