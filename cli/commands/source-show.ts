import { Command } from 'commander';
import { type ApiOptions, addApiOptions, apiClient } from '../api-access.ts';

const document = `query SourceShow($id: ID!) {
  source(id: $id) {
    id name owner adapter { id } channel { id } department { id } responseTarget { seconds } cadence ratePerSecond retainPeopleDays settings webhookUrl
    paused pausedAt silentSince lastInteractionAt lastRecordedAt lagSeconds
    accepted duplicates rejected ignored unknown kinds { kind known count }
    secrets { name set } secretsChangedAt previousSecretsUntil keys { id createdAt expiresAt }
    lastRunAt lastRunError failingSince
  }
}`;

/** `polylog source show`: everything known of one source but its secrets. */
export function sourceShowCommand(): Command {
  const command = new Command('show')
    .summary('show everything known of a source')
    .description(
      'Shows how a source is connected, its counts, what it sends that is left alone, and its keys, as JSON.',
    )
    .argument('<id>', 'the URI of the account or feed');
  return addApiOptions(command).action(async (id: string, api: ApiOptions) => {
    const client = await apiClient(api, 'engineer');
    const { source } = await client.query<{ source: object | null }>(document, { id });
    if (source === null) throw new Error(`There is no source ${id}: polylog source list shows those there are.`);
    process.stdout.write(`${JSON.stringify(source, null, 2)}\n`);
  });
}
