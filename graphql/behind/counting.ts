import type { Turn } from '../../shared/conversation.ts';
import type { CountedInteraction } from '../../shared/interaction.ts';

/** Which part of a value is asked about: all that it rests on, or what a ratio has above the line. */
export type ReportPart = 'ALL' | 'NUMERATOR';

/** Which interactions a value counts, when their department and channel, activity and direction are those asked for. */
export interface Counting {
  /** How much one adds to the value; undefined when it is no part of it. */
  weightOf(interaction: CountedInteraction): number | undefined;
  /** The department it counts for, where that is not the one it happened in. */
  departmentOf?(interaction: CountedInteraction): string;
  /** Where what became of its thread decides, too. */
  thread?: {
    /** The thread of an interaction; undefined when it counts by itself. */
    of(interaction: CountedInteraction): string | undefined;
    counts(interaction: CountedInteraction, turns: readonly Turn[]): boolean;
  };
}

/** Whether a turn is that of an interaction. */
export const isTurnOf = (turn: Turn | undefined, { source, id }: { source: string; id: string }): boolean =>
  turn !== undefined && turn.id === id && turn.source === source;
