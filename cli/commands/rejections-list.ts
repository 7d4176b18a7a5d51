import { Command, Option } from 'commander';
import { rejectionStates } from '../../shared/rejection.ts';
import { type ApiOptions, addApiOptions, apiClient } from '../api-access.ts';
import { positiveNumber } from '../positive-number.ts';
import { addSelectionOptions, filterOf, type SelectionOptions } from '../rejection-selection.ts';
import { columns } from '../source/columns.ts';

interface ListOptions extends ApiOptions, SelectionOptions {
  state?: string;
  first: number;
  after?: string;
}

interface Listed {
  id: string;
  interactionId: string | null;
  source: { id: string } | null;
  code: string;
  path: string;
  recordedAt: string;
  state: string;
}
interface Answer {
  rejections: { edges: { node: Listed }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
}

const document = `query RejectionList($filter: RejectionFilter, $first: Int, $after: String) {
  rejections(filter: $filter, first: $first, after: $after) {
    edges { node { id interactionId source { id } code path recordedAt state } }
    pageInfo { hasNextPage endCursor }
  }
}`;

/** `polylog rejections list`: refused interactions, newest first, one a line. */
export function rejectionsListCommand(): Command {
  const command = new Command('list')
    .summary('list refused interactions, newest first')
    .description('Lists refused interactions with their reason and the field to blame, newest first.')
    .addOption(new Option('--state <state>', 'only those of which this became').choices(Object.keys(rejectionStates)))
    .option('--first <count>', 'how many', positiveNumber(200), 50)
    .option('--after <id>', 'those that follow this one');
  return addApiOptions(addSelectionOptions(command)).action(async (options: ListOptions) => {
    const { state, first, after } = options;
    const api = await apiClient(options, 'engineer');
    const filter = { ...filterOf(options), ...(state && { state }) };
    const { rejections } = await api.query<Answer>(document, { filter, first, ...(after && { after }) });
    const head = ['REJECTION', 'REFUSED', 'STATE', 'REASON', 'FIELD', 'SOURCE', 'INTERACTION'];
    process.stdout.write(columns([head, ...rejections.edges.map(({ node }) => rowOf(node))]));
    const { hasNextPage, endCursor } = rejections.pageInfo;
    if (hasNextPage) process.stderr.write(`more: --after ${endCursor}\n`);
  });
}

const rowOf = ({ id, interactionId, source, code, path, recordedAt, state }: Listed): string[] => [
  id,
  recordedAt,
  state,
  code,
  path || '-',
  source?.id ?? '-',
  interactionId ?? '-',
];
