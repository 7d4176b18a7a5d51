import { Command } from 'commander';
import { type ApiOptions, addApiOptions, apiClient } from '../api-access.ts';
import { addDayOptions, type DayOptions, rangeOf } from '../rejection-selection.ts';
import { columns } from '../source/columns.ts';

interface Counted {
  source: { id: string } | null;
  code: string;
  open: number;
  fixed: number;
  dismissed: number;
}

const document = `query RejectionCounts($range: DateRange) {
  rejectionCounts(range: $range) { source { id } code open fixed dismissed }
}`;

/** `polylog rejections counts`: how many by source and reason. */
export function rejectionsCountsCommand(): Command {
  const command = new Command('counts')
    .summary('count refused interactions by source and reason')
    .description(
      'Counts refused interactions of the last 30 days (UTC) by source and reason, the most open ones first.',
    );
  return addApiOptions(addDayOptions(command)).action(async (options: ApiOptions & DayOptions) => {
    const api = await apiClient(options, 'engineer');
    const { rejectionCounts } = await api.query<{ rejectionCounts: Counted[] }>(document, { range: rangeOf(options) });
    const head = ['OPEN', 'FIXED', 'DISMISSED', 'REASON', 'SOURCE'];
    process.stdout.write(columns([head, ...rejectionCounts.map(rowOf)]));
  });
}

const rowOf = ({ source, code, open, fixed, dismissed }: Counted): string[] => [
  ...[open, fixed, dismissed].map(String),
  code,
  source?.id ?? '-',
];
