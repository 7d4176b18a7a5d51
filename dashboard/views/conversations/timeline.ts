import type { ConversationLine } from '../../lists/conversation-line.ts';

interface Turn {
  nodeId: string;
  occurredAt: string;
  direction: 'INBOUND' | 'OUTBOUND' | 'INTERNAL';
}

/** An entry of a conversation's timeline, with the seconds since the turn before it; null where they say nothing. */
export type TimelineEntry<T extends Turn> = { gap: number | null } & (
  | { kind: 'turn'; at: string; turn: T; firstResponse: boolean }
  /** An answer was, or will be, due. */
  | { kind: 'due'; at: string; passed: boolean }
  /** Nobody answered so far. */
  | { kind: 'now'; at: string }
);

/**
 * The turns of a conversation in their order, and between them when its answer was due; one that still waits ends now.
 * `now` in milliseconds. Without a page's last turns (`whole` false) it has no end.
 */
export function timelineOf<T extends Turn>(
  conversation: Pick<ConversationLine, 'dueAt' | 'firstResponseAt' | 'closedAt'>,
  turns: readonly T[],
  now: number,
  whole: boolean,
): TimelineEntry<T>[] {
  const { dueAt, firstResponseAt, closedAt } = conversation;
  const reply = turns.find(
    ({ occurredAt, direction }) => direction === 'OUTBOUND' && same(occurredAt, firstResponseAt),
  );
  const waits = whole && firstResponseAt === null && closedAt === null;
  const entries = [
    ...turns.map((turn) => ({ kind: 'turn' as const, at: turn.occurredAt, turn, firstResponse: turn === reply })),
    ...(dueAt && whole ? [{ kind: 'due' as const, at: dueAt, passed: Date.parse(dueAt) <= now }] : []),
    ...(waits ? [{ kind: 'now' as const, at: new Date(now).toISOString() }] : []),
  ].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return entries.map((entry, index) => {
    const before = entry.kind === 'due' ? undefined : entries.slice(0, index).findLast(({ kind }) => kind === 'turn');
    return { ...entry, gap: before ? (Date.parse(entry.at) - Date.parse(before.at)) / 1000 : null };
  });
}

const same = (at: string, other: string | null): boolean => other !== null && Date.parse(at) === Date.parse(other);
