import type { Part } from '../adapter.ts';
import type { MetaEntry } from './webhook.ts';

/** What every event of a talk may have beside the one thing that it tells. */
const common = new Set(['sender', 'recipient', 'timestamp', 'prior_message']);

/**
 * The events of an entry's talks. Those on standby, which another app answers, are the same events. Instagram also sends
 * them as changes.
 */
export function messageParts({ id, messaging = [], standby = [], changes = [] }: MetaEntry): Part[] {
  const asChanges = changes.map(({ value }) => value).filter(isTalkEvent);
  return [...messaging, ...standby, ...asChanges].map((event) => ({
    kind: `messaging.${kindOf(event)}`,
    payload: { entry: { id }, messaging: event },
  }));
}

/** Whether the value of a change is an event of a talk. */
export const isTalkEvent = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && 'sender' in value && 'recipient' in value;

function kindOf(event: Record<string, unknown>): string {
  const { message, reaction, is_self } = event;
  // An account may write to itself, which nobody asks.
  if (is_self === true || (message as { is_self?: unknown } | null | undefined)?.is_self === true) return 'self';
  if (message !== undefined) return `message${flavour(message)}`;
  if (reaction !== undefined) return `reaction.${(reaction as { action?: unknown } | null)?.action}`;
  return Object.keys(event).find((key) => !common.has(key)) ?? 'empty';
}

function flavour(message: unknown): string {
  const { is_deleted, is_echo, attachments } = (message ?? {}) as Record<string, unknown>;
  if (is_deleted === true) return '.deleted';
  if (is_echo === true) return '.echo';
  const tagged = Array.isArray(attachments) && attachments.some((one) => one?.type === 'story_mention');
  return tagged ? '.story_mention' : '';
}
