import { Command } from 'commander';
import { type ApiOptions, addApiOptions, apiClient } from '../api-access.ts';
import { settingsText } from '../source/settings-text.ts';

interface ConnectOptions extends ApiOptions {
  adapter: string;
  channel: string;
  department: string;
  name?: string;
  owner?: string;
  cadence?: string;
  settings?: string;
}

interface Connected {
  webhookUrl: string | null;
  adapter: { id: string; every: string | null; webhook: string | null; secrets: { name: string; required: boolean }[] };
}

const document = `mutation ConnectSource($input: ConnectSourceInput!) {
  connectSource(input: $input) { webhookUrl adapter { id every webhook secrets { name required } } }
}`;

/** `polylog source connect`: a source by an adapter; prints what is left to do. */
export function sourceConnectCommand(): Command {
  const command = new Command('connect')
    .summary('connect a source by an adapter')
    .description(
      'Connects a source and prints what is left to do: docs/sources/ has a page for each adapter that says what to click at its provider.',
    )
    .argument('<id>', 'the URI of the account or feed, e.g. https://github.com/acme')
    .requiredOption('--adapter <id>', 'what speaks with its provider, e.g. github; polylog source adapters lists them')
    .requiredOption('--channel <id>', 'the channel it feeds')
    .requiredOption('--department <id>', 'the department it belongs to')
    .option('--name <text>', 'its name for people')
    .option('--owner <text>', 'whom to ask about it')
    .option('--cadence <duration>', 'how often it is expected to say something, ISO 8601, e.g. PT1H')
    .option('--settings <json>', 'what its adapter is told, as JSON, or @ and a file');
  return addApiOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  $ polylog source connect https://github.com/acme --adapter github --channel github --department product
  $ polylog source connect urn:acme:crm --adapter csv --channel phone --department service --settings @mapping.json`,
    )
    .action(async (id: string, { url, token, settings, ...about }: ConnectOptions) => {
      const client = await apiClient({ url, ...(token !== undefined && { token }) }, 'engineer');
      const input = { id, ...about, ...(settings !== undefined && { settings: settingsText(settings) }) };
      const { connectSource } = await client.query<{ connectSource: Connected }>(document, { input });
      process.stdout.write(leftToDo(id, connectSource));
    });
}

function leftToDo(id: string, { webhookUrl, adapter: { id: adapter, every, webhook, secrets } }: Connected): string {
  const names = secrets.map(({ name, required }) => (required ? name : `${name} (optional)`));
  const lines = [
    `connected: ${id}`,
    ...(webhookUrl === null ? [] : [`webhook:   ${webhookUrl}`]),
    ...(every === null ? [] : [`schedule:  asked at most every ${every}`]),
    ...(names.length > 0 ? [`next:      set ${names.join(' and ')} by polylog source secret ${id}`] : []),
    ...(webhook === 'KEY' ? [`next:      make a key by polylog source key ${id}`] : []),
    `more:      docs/sources/${adapter}.md`,
  ];
  return `${lines.join('\n')}\n`;
}
