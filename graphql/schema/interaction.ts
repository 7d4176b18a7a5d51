import type { LosingBody } from '../../shared/fact.ts';
import type { ListedInteraction } from '../../shared/store/drill-down.ts';
import { builder } from '../builder.ts';
import { departmentsInView } from '../departments-in-view.ts';
import { Channel } from './channel.ts';
import { connectionType, pageCost, pageDescriptions } from './connection.ts';
import { DateRange } from './date-range.ts';
import { Department } from './department.ts';
import { Source, sourceOf } from './source.ts';
import { Activity, Direction } from './vocabulary.ts';

const InteractionConflict = builder.objectRef<LosingBody>('InteractionConflict').implement({
  description: 'Another body that came under the same source and id, and lost: it is not counted.',
  fields: (t) => ({
    activity: t.expose('activity', { type: Activity, description: 'What it said somebody did.' }),
    occurredAt: t.expose('time', { type: 'DateTime', description: 'When it said it happened.' }),
    channel: t.field({
      type: Channel,
      description: 'Where it said it happened.',
      resolve: ({ channel }, _args, { directory }) => directory.channel(channel),
    }),
    department: t.field({
      type: Department,
      description: 'The department it named.',
      resolve: ({ department }, _args, { directory }) => directory.department(department),
    }),
  }),
});

export const Interaction = builder.objectRef<ListedInteraction>('Interaction').implement({
  description: 'Something somebody did, as it counts now: edits applied, retracted ones gone. Never text or people.',
  authScopes: { may: 'interactions' },
  fields: (t) => ({
    id: t.id({
      description: "The provider's id. The identity is (source, id).",
      resolve: ({ interaction }) => interaction.id,
    }),
    source: t.field({
      type: Source,
      nullable: true,
      description: 'The feed it came from.',
      resolve: ({ interaction }, _args, context) => sourceOf(interaction.source, context),
    }),
    activity: t.field({
      type: Activity,
      description: 'What was done.',
      resolve: ({ interaction }) => interaction.activity,
    }),
    direction: t.field({
      type: Direction,
      description: 'Which way it went.',
      resolve: ({ interaction }) => interaction.direction,
    }),
    channel: t.field({
      type: Channel,
      description: 'Where it happened.',
      resolve: ({ interaction }, _args, { directory }) => directory.channel(interaction.channel),
    }),
    department: t.field({
      type: Department,
      description: 'The department of its moment.',
      resolve: ({ interaction }, _args, { directory }) => directory.department(interaction.department),
    }),
    occurredAt: t.field({
      type: 'DateTime',
      description: 'When it happened.',
      resolve: ({ interaction }) => interaction.time,
    }),
    recordedAt: t.field({
      type: 'DateTime',
      description: 'When it was accepted.',
      resolve: ({ interaction }) => interaction.recordedAt,
    }),
    sentiment: t.float({
      nullable: true,
      description: '-1 (negative) to 1 (positive); null when unknown.',
      resolve: ({ interaction }) => interaction.sentiment,
    }),
    topics: t.stringList({
      description: 'What it is about.',
      complexity: { multiplier: 1 },
      resolve: ({ interaction }) => interaction.topics ?? [],
    }),
    conversationId: t.id({
      nullable: true,
      description: 'The conversation it names.',
      resolve: ({ interaction }) => interaction.conversation,
    }),
    edited: t.boolean({
      description: 'Whether an edit changed it.',
      resolve: ({ fact }) => fact.edit !== undefined,
    }),
    conflicts: t.field({
      type: [InteractionConflict],
      description: 'Other bodies that came under its identity: of those the latest counts.',
      complexity: { multiplier: 1 },
      resolve: ({ fact }) => fact.losers,
    }),
  }),
});

export const InteractionConnection = connectionType('Interaction', Interaction);

const InteractionFilter = builder.inputType('InteractionFilter', {
  description: 'Which interactions to list; absent means all.',
  fields: (t) => ({
    range: t.field({
      type: DateRange,
      required: true,
      description: "When they happened, in days of the organisation's home time zone.",
    }),
    departments: t.idList({ description: 'Only these departments.' }),
    channels: t.idList({ description: 'Only these channels.' }),
    activities: t.field({ type: [Activity], description: 'Only these activities.' }),
    directions: t.field({ type: [Direction], description: 'Only these directions.' }),
    conflicting: t.boolean({ description: 'Only those under whose identity another body came (or none did).' }),
  }),
});

builder.queryFields((t) => ({
  interactions: t.field({
    type: InteractionConnection,
    description: 'The interactions behind a number, newest first.',
    authScopes: { may: 'interactions' },
    complexity: pageCost,
    args: {
      filter: t.arg({ type: InteractionFilter, required: true, description: 'Which to list.' }),
      first: t.arg.int({ description: pageDescriptions.first }),
      after: t.arg.string({ description: pageDescriptions.after }),
      last: t.arg.int({ description: pageDescriptions.last }),
      before: t.arg.string({ description: pageDescriptions.before }),
    },
    resolve: (_root, { filter, ...page }, context) => {
      const { deps, directory } = context;
      directory.checkChannels(filter.channels ?? []);
      const query = {
        range: filter.range,
        departments: departmentsInView(context, filter.departments),
        channels: filter.channels ?? undefined,
        activities: filter.activities ?? undefined,
        directions: filter.directions ?? undefined,
        conflicting: filter.conflicting ?? undefined,
      };
      return deps.drillDown.interactions(query, page, directory.foldContext);
    },
  }),
  interaction: t.field({
    type: Interaction,
    nullable: true,
    description: 'One interaction by its identity; null when there is none, or it was retracted.',
    authScopes: { may: 'interactions' },
    args: {
      source: t.arg.id({ required: true, description: 'The id of its source.' }),
      id: t.arg.id({ required: true, description: "The provider's id." }),
    },
    resolve: async (_root, { source, id }, context) => {
      const found = await context.deps.drillDown.interaction(source, id);
      if (found) departmentsInView(context, [found.interaction.department]);
      return found;
    },
  }),
}));
