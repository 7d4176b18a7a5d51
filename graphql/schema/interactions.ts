import type { Organisation } from '../../shared/organisation.ts';
import type { SentimentClass as SentimentWord } from '../../shared/sentiment-class.ts';
import type { ListedInteraction } from '../../shared/store/ledger-reader.ts';
import type { ChannelKind as Kind } from '../../shared/vocabulary.ts';
import { builder } from '../builder.ts';
import type { ApiContext } from '../context.ts';
import { departmentsInView } from '../departments-in-view.ts';
import { cost } from '../limits.ts';
import { requirePermission } from '../permissions.ts';
import { kindsOf } from '../plan/selection-of.ts';
import { pageArgs, pageCost } from './connection.ts';
import { DateRange } from './date-range.ts';
import { Interaction, InteractionConnection } from './interaction.ts';
import { Activity, ChannelKind, Direction } from './vocabulary.ts';

const SentimentClass = builder.enumType('SentimentClass', {
  description: 'How the words of an interaction were scored, by the thresholds of NET_SENTIMENT.',
  values: {
    POSITIVE: { value: 'positive', description: 'At least 0.05.' },
    NEUTRAL: { value: 'neutral', description: 'Between negative and positive.' },
    NEGATIVE: { value: 'negative', description: 'At most -0.05.' },
    NONE: { value: 'none', description: 'Not scored: no words, or unsure.' },
  } as const satisfies Record<Uppercase<SentimentWord>, { value: SentimentWord; description: string }>,
});

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
    channelKinds: t.field({ type: [ChannelKind], description: 'Only channels of these kinds.' }),
    sentiments: t.field({ type: [SentimentClass], description: 'Only those scored so, or not scored.' }),
    languages: t.stringList({
      description:
        'Only those in these languages (BCP 47); `de` takes `de-AT`, too. Those whose language is not known are in none.',
    }),
    topics: t.stringList({
      description: 'Only those about any of these topics, in lower case as interactions tell them.',
    }),
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
      ...pageArgs,
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
        onChannel: channelsOfKinds(filter.channelKinds, directory.organisation),
        sentiments: filter.sentiments ?? undefined,
        languages: filter.languages ?? undefined,
        topics: filter.topics ?? undefined,
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

function channelsOfKinds(kinds: readonly Kind[] | null | undefined, organisation: Organisation) {
  if (!kinds) return undefined;
  const kindOf = kindsOf(organisation);
  return (channel: string) => kinds.includes(kindOf(channel));
}

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
