import { Command, InvalidArgumentError } from 'commander';
import { type ApiOptions, addApiOptions, apiClient } from '../api-access.ts';

interface KeyOptions extends ApiOptions {
  expires?: string;
  end?: string;
  at?: string;
}

const create = `mutation CreateSourceKey($input: CreateSourceKeyInput!) {
  createSourceKey(input: $input) { key about { id } }
}`;
const end = 'mutation EndSourceKey($input: EndSourceKeyInput!) { endSourceKey(input: $input) { id expiresAt } }';

/** `polylog source key`: makes a key of a source, printed this once, or ends one. */
export function sourceKeyCommand(): Command {
  const command = new Command('key')
    .summary('make a key of a source, or end one')
    .description(
      'Makes a key with which the source may send, and prints it this once; its id goes to standard error. With --end it ends a key instead. To rotate: make the new one, put it in use, end the old one.',
    )
    .argument('<id>', 'the URI of the account or feed')
    .option('--expires <instant>', 'when the new key ends, ISO 8601', parseInstant)
    .option('--end <key>', 'the id of a key to end, as polylog source show lists it')
    .option('--at <instant>', 'when it ends (default: now)', parseInstant);
  return addApiOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  $ polylog source key https://acme.example/crm --expires 2027-01-01T00:00:00Z
  $ polylog source key https://acme.example/crm --end 0a1b2c3d --at 2026-12-01T00:00:00Z`,
    )
    .action(async (source: string, { expires, end: key, at, ...api }: KeyOptions, self: Command) => {
      if (key === undefined && at !== undefined) self.error('error: --at goes with --end', { exitCode: 2 });
      if (key !== undefined && expires !== undefined) self.error('error: --expires is for a new key', { exitCode: 2 });
      const client = await apiClient(api, 'engineer');
      if (key === undefined) {
        const input = { source, ...(expires !== undefined && { expiresAt: expires }) };
        const { createSourceKey: made } = await client.query<{ createSourceKey: Made }>(create, { input });
        process.stderr.write(`key ${made.about.id}:\n`);
        process.stdout.write(`${made.key}\n`);
        return;
      }
      const input = { source, key, ...(at !== undefined && { at }) };
      const { endSourceKey: ended } = await client.query<{ endSourceKey: { expiresAt: string } }>(end, { input });
      process.stdout.write(`key ${key} ends at ${ended.expiresAt}\n`);
    });
}

interface Made {
  key: string;
  about: { id: string };
}

function parseInstant(instant: string): string {
  if (Number.isNaN(Date.parse(instant))) throw new InvalidArgumentError('write an instant, e.g. 2027-01-01T00:00:00Z.');
  return new Date(instant).toISOString();
}
