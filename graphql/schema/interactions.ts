import type { ListedInteraction } from '../../shared/store/ledger-reader.ts';
import { builder } from '../builder.ts';
import type { ApiContext } from '../context.ts';
import { departmentsInView } from '../departments-in-view.ts';
import { cost } from '../limits.ts';
import { requirePermission } from '../permissions.ts';
import { pageCost, pageDescriptions } from './connection.ts';
import { DateRange } from './date-range.ts';
import { Interaction, InteractionConnection } from './interaction.ts';
import { Activity, Direction } from './vocabulary.ts';

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
    complexity: pageCost(cost.walk),
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
    resolve: (_root, { source, id }, context) => findInteraction(source, id, context),
  }),
}));

/** One interaction, or undefined; `FORBIDDEN` when it is not the viewer's to see. */
export async function findInteraction(
  source: string,
  id: string,
  context: ApiContext,
): Promise<ListedInteraction | undefined> {
  requirePermission(context.viewer, 'interactions');
  const found = await context.deps.drillDown.interaction(source, id);
  if (found) departmentsInView(context, [found.interaction.department]);
  return found;
}
