import { createHash } from 'node:crypto';
import type { CountedInteraction } from '../interaction.ts';
import type { ActorKind } from '../vocabulary.ts';
import { departmentsBetween } from './collaboration.ts';
import type { ContributeTo, FoldContext } from './contribution.ts';

/** What somebody was seen as on a home day. */
export interface Presence {
  /** Of the interaction. */
  department: string;
  channel: string;
  kind: 'customer' | 'public' | 'partner' | 'employee';
  /** Of an employee: the own department, else that of the interaction. */
  own: string;
  manager: boolean;
  /** Posted, shared or commented. */
  published: boolean;
  /** The department of an employee's internal counterpart. */
  to: string;
}

const kindCode: Partial<Record<ActorKind, string>> = { customer: 'c', public: 'u', partner: 'p', employee: 'e' };
const kindOfCode = { c: 'customer', u: 'public', p: 'partner', e: 'employee' } as const;
const published = new Set(['post', 'share', 'comment']);

/**
 * Counts the person under what an interaction shows of them, by home day. Accounts and bots are no people. A person is
 * there on a day as long as the counts of that day do not cancel out.
 */
export function contributePresence(
  interaction: CountedInteraction,
  { home }: Pick<FoldContext, 'home'>,
  { touch, meet }: ContributeTo,
): void {
  const tag = tagOf(interaction);
  if (tag === undefined) return;
  const day = home.dayOf(Date.parse(interaction.time));
  touch(day);
  meet(day, tag, personKey(interaction.actor.id), 1);
}

/** What an interaction shows of its actor, as `presenceOf` reads it; undefined for accounts and bots. */
export function tagOf(interaction: CountedInteraction): string | undefined {
  const { actor, department, channel, activity } = interaction;
  const kind = kindCode[actor.kind];
  if (kind === undefined) return undefined;
  const parts = [department, channel, kind];
  if (actor.kind === 'employee') {
    const flags = (actor.manager ? 'm' : '') + (published.has(activity) ? 'a' : '');
    parts.push(actor.department ?? department, flags, departmentsBetween(interaction)?.to ?? '');
  }
  return parts.join('|');
}

/** What a tag made by `tagOf` says. */
export function presenceOf(tag: string): Presence {
  const [department = '', channel = '', kind = '', own = department, flags = '', to = ''] = tag.split('|');
  return {
    department,
    channel,
    kind: kindOfCode[kind as keyof typeof kindOfCode],
    own,
    manager: flags.includes('m'),
    published: flags.includes('a'),
    to,
  };
}

/** Characters of a person's key. */
export const personKeyLength = 8;

const keys = new Map<string, string>();

/**
 * 48 bits of a person's pseudonym as 8 characters of base64url: evenly spread, and two of a million people share one
 * with a chance of 0.2 %.
 */
export function personKey(pseudonym: string): string {
  let key = keys.get(pseudonym);
  if (key === undefined) {
    if (keys.size >= 50_000) keys.clear();
    key = createHash('sha256').update(pseudonym).digest('base64url').slice(0, personKeyLength);
    keys.set(pseudonym, key);
  }
  return key;
}
