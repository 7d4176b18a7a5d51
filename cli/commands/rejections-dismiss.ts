import { Command } from 'commander';
import { type ApiOptions, addApiOptions, apiClient } from '../api-access.ts';
import { addSelectionOptions, type SelectionOptions, selectionOf } from '../rejection-selection.ts';

const document = `mutation RejectionDismissal($input: DismissRejectionsInput!) {
  dismissRejections(input: $input) { dismissed next }
}`;

/** `polylog rejections dismiss`: settles rejections that are not wanted. */
export function rejectionsDismissCommand(): Command {
  const command = new Command('dismiss')
    .summary('settle rejections that are not wanted')
    .description('Marks open rejections as dismissed. They stay listed until they expire.')
    .argument('[ids...]', 'which; without ids, the open ones that the options select')
    .option('--all', 'all open ones of the last 30 days');
  return addApiOptions(addSelectionOptions(command)).action(
    async (ids: string[], options: ApiOptions & SelectionOptions & { all?: true }) => {
      const selection = selectionOf(ids, options, command);
      const api = await apiClient(options, 'engineer');
      let total = 0;
      for (let after: string | null | undefined; after !== null; ) {
        const input = { ...selection, ...(after && { after }) };
        const answer: { dismissRejections: { dismissed: number; next: string | null } } = await api.query(document, {
          input,
        });
        const { dismissed, next } = answer.dismissRejections;
        total += dismissed;
        after = next;
      }
      process.stdout.write(`${total} dismissed\n`);
    },
  );
}
