import type { ConversationLine } from './conversation-line.ts';

type Told = Pick<ConversationLine, 'openedAt' | 'dueAt' | 'firstResponseAt' | 'firstResponseSeconds' | 'closedAt'>;
export type ConversationState = 'answered' | 'answeredLate' | 'closed' | 'overdue' | 'waiting';

/** How a conversation stands at an instant in milliseconds. One closed without a reply waits no more, and was not answered. */
export function stateOf({ dueAt, firstResponseAt, closedAt }: Told, now: number): ConversationState {
  const due = dueAt === null ? Number.POSITIVE_INFINITY : Date.parse(dueAt);
  if (firstResponseAt !== null) return Date.parse(firstResponseAt) > due ? 'answeredLate' : 'answered';
  if (closedAt !== null) return 'closed';
  return now > due ? 'overdue' : 'waiting';
}

/** How long it took, or takes so far, until somebody answered or closed it, in seconds; null when its beginning is not known. */
export function waitedSeconds({ openedAt, firstResponseSeconds, closedAt }: Told, now: number): number | null {
  if (firstResponseSeconds !== null) return firstResponseSeconds;
  if (openedAt === null) return null;
  return ((closedAt === null ? now : Date.parse(closedAt)) - Date.parse(openedAt)) / 1000;
}
