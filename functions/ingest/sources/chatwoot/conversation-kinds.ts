import * as z from 'zod';
import type { Kinds, SourceContext } from '../adapter.ts';
import { kind } from '../kind.ts';
import { fromSeconds } from '../provider-time.ts';
import { conversationSchema, keeperOf, placeOf } from './conversation.ts';
import type { ChatwootSettings } from './settings.ts';

const change = z.looseObject({ previous_value: z.unknown(), current_value: z.unknown() });
const changed = conversationSchema.extend({
  status: z.string(),
  /** Seconds since 1970 with a fraction. */
  updated_at: z.number(),
  changed_attributes: z.array(z.record(z.string(), change)).nullish(),
});
type Changed = z.infer<typeof changed>;
type Context = SourceContext<ChatwootSettings>;

/** How conversations close, open again and go from team to team. */
export const conversationKinds: Kinds<ChatwootSettings> = {
  conversation_status_changed: kind(
    'resolution: closed when resolved, reopened when it was; else nothing',
    changed,
    (conversation, context: Context) => {
      const before = changeOf(conversation, 'status')?.previous_value;
      const stage = conversation.status === 'resolved' ? 'closed' : before === 'resolved' ? 'reopened' : undefined;
      if (stage === undefined) return [];
      const { id, updated_at } = conversation;
      const data = { ...placeOf(conversation, context), actor: keeperOf(conversation, context), stage } as const;
      const key = `conversation:${id}:${stage}:${updated_at}`;
      return { id: key, activity: 'resolution', time: fromSeconds(updated_at), data };
    },
  ),
  conversation_updated: kind(
    'handover to the department of a team; else nothing',
    changed,
    (conversation, context: Context) => {
      const { departments } = context.settings;
      const change = changeOf(conversation, 'team_id');
      const from = departments[String(change?.previous_value)] ?? context.department;
      const to = departments[String(change?.current_value)];
      if (to === undefined || to === from) return [];
      const { id, updated_at } = conversation;
      const data = {
        ...placeOf(conversation, context),
        actor: keeperOf(conversation, context),
        department: from,
        counterpart: { department: to },
      };
      const key = `conversation:${id}:handover:${to}:${updated_at}`;
      return { id: key, activity: 'handover', time: fromSeconds(updated_at), data };
    },
  ),
};

const changeOf = ({ changed_attributes }: Changed, name: string) =>
  changed_attributes?.find((one) => Object.hasOwn(one, name))?.[name];
