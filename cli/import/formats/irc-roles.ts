import * as z from 'zod';
import type { MappedInteraction } from '../../../functions/ingest/sources/adapter.ts';

export const ircSettings = z.strictObject({
  /** `support`: outsiders ask and the team answers; `internal`: colleagues talk. */
  use: z.enum(['support', 'internal']).default('support'),
  /** Nicks of the team. */
  team: z.array(z.string().toLowerCase()).default([]),
  /** Whoever answers in at least so many conversations of others is taken for the team, where links say what answers what. */
  teamAnswers: z.int().min(1).optional(),
  /** A regular expression for nicks of programs. */
  bots: z.string().default('bot$'),
});
export type IrcSettings = z.infer<typeof ircSettings>;

/** A line and its place in a conversation, as far as it is known. */
export interface Word {
  nick: string;
  starts: boolean;
  /** Who started its conversation. */
  starter: string | undefined;
  conversation: string | undefined;
}

type Role = Pick<MappedInteraction, 'activity'> & { kind: MappedInteraction['data']['actor']['kind'] };

/** What each word is. */
export function rolesOf(words: readonly Word[], settings: IrcSettings): (word: Word) => Role {
  const team = new Set([...settings.team, ...answerers(words, settings.teamAnswers)]);
  const bots = new RegExp(settings.bots, 'iu');
  return ({ nick, starts, starter }) => {
    const isBot = bots.test(nick);
    if (settings.use === 'internal') return { activity: 'message', kind: isBot ? 'bot' : 'employee' };
    if (isBot) return { activity: 'comment', kind: 'bot' };
    if (team.has(nick))
      return { activity: starter !== undefined && starter !== nick ? 'reply' : 'comment', kind: 'employee' };
    return starts ? { activity: 'enquiry', kind: 'customer' } : { activity: 'comment', kind: 'public' };
  };
}

function answerers(words: readonly Word[], least = Number.POSITIVE_INFINITY): string[] {
  const answeredIn = new Map<string, Set<string>>();
  for (const { nick, starter, conversation } of words) {
    if (conversation === undefined || starter === undefined || starter === nick) continue;
    answeredIn.set(nick, (answeredIn.get(nick) ?? new Set()).add(conversation));
  }
  return [...answeredIn].filter(([, conversations]) => conversations.size >= least).map(([nick]) => nick);
}
