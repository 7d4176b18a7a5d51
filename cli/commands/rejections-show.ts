import { Command } from 'commander';
import { type ApiOptions, addApiOptions, apiClient } from '../api-access.ts';

const document = `query RejectionShow($id: ID!) {
  rejection(id: $id) {
    id interactionId source { id } code path message recordedAt state settledAt settledBy format payload
  }
}`;

/** `polylog rejections show`: one rejection with its payload, as JSON. */
export function rejectionsShowCommand(): Command {
  const command = new Command('show')
    .summary('show one rejection with what was sent')
    .description('Prints a rejection as JSON, with its payload: it may hold personal data.')
    .argument('<id>', 'its id, as list shows it');
  return addApiOptions(command).action(async (id: string, options: ApiOptions) => {
    const api = await apiClient(options, 'engineer');
    const { rejection } = await api.query<{ rejection: { payload: string | null } | null }>(document, { id });
    if (rejection === null) throw new Error('There is no such rejection, or it has expired.');
    const payload: unknown = rejection.payload === null ? null : JSON.parse(rejection.payload);
    process.stdout.write(`${JSON.stringify({ ...rejection, payload }, null, 2)}\n`);
  });
}
