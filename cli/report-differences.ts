import type { VerifyReport } from '../shared/store/verify.ts';

const mostShown = 50;

/** Of a conversation only its id is told. */
type Told = Omit<VerifyReport, 'conversationDifferences'> & { conversationDifferences: readonly { id: string }[] };

/** The lines to print: the first fifty differences, and a summary that calls them `what`. */
export function reportDifferences(report: Told, what: string): string[] {
  const { facts, cells, conversations, differences, conversationDifferences } = report;
  const all = [
    ...differences.map(
      ({ cell, attribute, expected, actual }) => `${cell} ${attribute}: expected ${expected}, found ${actual}`,
    ),
    ...conversationDifferences.map(({ id }) => `conversation ${id}: its turns are not those of its facts`),
  ];
  const more = all.length > mostShown ? [`and ${all.length - mostShown} more`] : [];
  const summary = `${facts} facts, ${conversations} conversations, ${cells} cells: ${all.length} ${what}`;
  return [...all.slice(0, mostShown), ...more, summary];
}
