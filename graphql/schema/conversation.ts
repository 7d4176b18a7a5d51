import type { IndexedEpisode } from '../../shared/store/conversation-item.ts';
import { builder } from '../builder.ts';
import type { ApiContext } from '../context.ts';
import { departmentsInView } from '../departments-in-view.ts';
import { cost } from '../limits.ts';
import { requirePermission, signInFirst, visibleDepartments } from '../permissions.ts';
import { Channel } from './channel.ts';
import { connectionType, pageArgs, pageCost } from './connection.ts';
import { DateRange } from './date-range.ts';
import { Department } from './department.ts';
import { InteractionConnection } from './interaction.ts';

export const Conversation = builder.objectRef<IndexedEpisode>('Conversation').implement({
  description:
    'An episode of a conversation: from its opening enquiry to the first human reply and the closure. A reopened one is listed again.',
  authScopes: { may: 'interactions' },
  fields: (t) => ({
    id: t.id({
      description: 'The id of the conversation; from its second episode on with `#` and the instant it opened behind.',
      resolve: conversationId,
    }),
    department: t.field({
      type: Department,
      description: 'The department that was asked.',
      resolve: ({ department }, _args, { directory }) => directory.department(department),
    }),
    channel: t.field({
      type: Channel,
      description: 'Where it was asked.',
      resolve: ({ channel }, _args, { directory }) => directory.channel(channel),
    }),
    openedAt: t.expose('openedAt', { type: 'DateTime', nullable: true, description: 'When the enquiry came.' }),
    dueAt: t.expose('dueAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When an answer was due by the target and business hours then valid; null without a target.',
    }),
    firstResponseAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When a human first replied; null while nobody has.',
      resolve: ({ reply }) => reply?.at,
    }),
    firstResponseSeconds: t.float({
      nullable: true,
      description: 'From the enquiry to the first human reply.',
      resolve: ({ openedAt, reply }) => reply && (reply.at - openedAt) / 1000,
    }),
    closedAt: t.expose('closedAt', { type: 'DateTime', nullable: true, description: 'When it was closed.' }),
    interactions: t.field({
      type: InteractionConnection,
      description: 'The turns of the whole conversation, oldest first; a member sees those of own departments.',
      complexity: pageCost(cost.list),
      args: pageArgs,
      resolve: ({ conversation }, page, { deps, viewer }) => {
        if (!viewer) throw signInFirst();
        return deps.drillDown.turns(conversation, page, visibleDepartments(viewer));
      },
    }),
  }),
});

export const ConversationConnection = connectionType('Conversation', Conversation);

const ConversationFilter = builder.inputType('ConversationFilter', {
  description: 'Which conversations to list; absent means all.',
  fields: (t) => ({
    range: t.field({
      type: DateRange,
      required: true,
      description: "When the enquiry came, in days of the organisation's home time zone.",
    }),
    departments: t.idList({ description: 'Only those asked of these departments.' }),
    channels: t.idList({ description: 'Only those asked in these channels.' }),
    answered: t.boolean({ description: 'Whether a human replied.' }),
    overdue: t.boolean({ description: 'Whether it waits for an answer that was due before now.' }),
  }),
});

builder.queryFields((t) => ({
  conversations: t.field({
    type: ConversationConnection,
    description: 'Conversations by the time of their enquiry, newest first.',
    authScopes: { may: 'interactions' },
    complexity: pageCost(cost.walk),
    args: {
      filter: t.arg({ type: ConversationFilter, required: true, description: 'Which to list.' }),
      ...pageArgs,
    },
    resolve: (_root, { filter, ...page }, context) => {
      const { deps, directory } = context;
      directory.checkChannels(filter.channels ?? []);
      const query = {
        range: filter.range,
        departments: departmentsInView(context, filter.departments),
        channels: filter.channels ?? undefined,
        answered: filter.answered ?? undefined,
        overdue: filter.overdue ?? undefined,
      };
      return deps.drillDown.conversations(query, page, directory.foldContext);
    },
  }),
  conversation: t.field({
    type: Conversation,
    nullable: true,
    description: 'One conversation by the id that a listing gives; null when there is none.',
    authScopes: { may: 'interactions' },
    args: { id: t.arg.id({ required: true, description: 'Its id, as a listing gives it.' }) },
    resolve: (_root, { id }, context) => findConversation(id, context),
  }),
}));

/** The id of an episode as listings give it: later ones of a conversation have the instant they opened behind it. */
export function conversationId({ conversation, first, openedAt }: IndexedEpisode): string {
  return first ? conversation : `${conversation}#${new Date(openedAt).toISOString()}`;
}

/** The episode of such an id, or null; `FORBIDDEN` when it is not the viewer's to see. */
export async function findConversation(id: string, context: ApiContext): Promise<IndexedEpisode | null> {
  const { deps, directory } = context;
  requirePermission(context.viewer, 'interactions');
  const [, base = '', instant = ''] = /^(.+)#(\d{4}-\d\d-\d\dT[\d:.]+Z)$/.exec(id) ?? [];
  // An id may itself end in # and an instant: as it stands it comes first.
  const found =
    (await deps.drillDown.episode(id, 'first', directory.foldContext)) ??
    (instant && (await deps.drillDown.episode(base, Date.parse(instant), directory.foldContext)));
  if (!found) return null;
  departmentsInView(context, [found.department]);
  return found;
}
