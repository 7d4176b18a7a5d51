import type { SampleReport } from '../shared/store/verify-sample.ts';
import { reportDifferences } from './report-differences.ts';

/** The lines to print of a sample, and whether something was compared and nothing is wrong. */
export function reportSample(report: SampleReport): { lines: string[]; satisfied: boolean } {
  const { tooLarge, conversations, conversationDifferences } = report;
  const days = report.days.filter(({ outcome }) => outcome !== 'changing');
  const sum = (of: 'facts' | 'cells') => days.reduce((all, day) => all + day[of], 0);
  const differences = days.flatMap((day) => day.differences);
  const changing = report.days.filter(({ outcome }) => outcome === 'changing').map(({ day }) => day);
  const compared = {
    facts: sum('facts'),
    cells: sum('cells'),
    conversations,
    differences,
    conversationDifferences: conversationDifferences.map((id) => ({ id })),
  };
  return {
    lines: [
      ...changing.map((day) => `${day}: changed with every look, nothing can be said of it now`),
      ...tooLarge.map((day) => `${day}: not looked at, it has more facts than the sample may: raise --sample`),
      ...reportDifferences(compared, `differences on ${days.length} days drawn at random`),
    ],
    satisfied:
      differences.length + conversationDifferences.length === 0 &&
      (days.length > 0 || changing.length + tooLarge.length === 0),
  };
}
