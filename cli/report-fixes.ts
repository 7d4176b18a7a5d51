import type { FixOutcome } from '../shared/rejection-fix-request.ts';

/** What the API answers to `fixRejections`, as far as it is printed. */
export interface FixAnswer {
  dryRun: boolean;
  accepted: number;
  duplicates: number;
  conflicts: number;
  refused: number;
  settled: number;
  next: string | null;
  refusals: { code: string; path: string; count: number }[];
  rules: { rule: string; applied: number; notApplied: number }[];
  cells: {
    count: number;
    more: number;
    changes: {
      day: string;
      department: { id: string } | null;
      channel: { id: string } | null;
      what: string;
      change: number;
    }[];
  };
  examples: {
    id: string;
    interactionId: string | null;
    outcome: FixOutcome;
    code: string | null;
    path: string | null;
    message: string | null;
    notes: string[];
  }[];
}

/** The lines to print of an answer: sums first, then what each rule did, what changes, and what to look at. */
export function reportFixes(answer: FixAnswer): string[] {
  const { dryRun, accepted, duplicates, conflicts, refused, settled, refusals, rules, cells, examples } = answer;
  const sums = `${accepted} accepted, ${duplicates} there already, ${conflicts} in conflict, ${refused} still refused`;
  const remarkable = examples.filter(({ outcome, notes }) => outcome !== 'ACCEPTED' || notes.length > 0);
  return [
    `${dryRun ? 'dry run, nothing is done: ' : ''}${sums}${settled > 0 ? `, ${settled} settled before` : ''}`,
    ...refusals.map(({ code, path, count }) => `  ${count} refused: ${code} ${path || '(the whole)'}`),
    ...rules.map(
      ({ rule, applied, notApplied }) =>
        `  ${rule}: applied to ${applied}${notApplied > 0 ? `, nothing to do in ${notApplied}` : ''}`,
    ),
    `${cells.count} cells ${dryRun ? 'would change' : 'change'}${cells.count > 0 ? ', among them' : ''}`,
    ...cells.changes.map(
      ({ day, department, channel, what, change }) =>
        `  ${day} ${department?.id ?? '?'} ${channel?.id ?? '?'}: ${what} ${change > 0 ? '+' : ''}${change}`,
    ),
    ...(cells.more > 0 ? [`  and ${cells.more} more`] : []),
    ...(remarkable.length > 0 ? ['look at'] : []),
    ...remarkable.map(({ id, interactionId, outcome, code, path, message, notes }) =>
      [`  ${id} ${interactionId ?? '(no id)'}: ${outcome}`, code, path, message, ...notes].filter(Boolean).join(' '),
    ),
  ];
}
