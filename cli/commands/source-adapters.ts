import { Command } from 'commander';
import { type ApiOptions, addApiOptions, apiClient } from '../api-access.ts';
import { columns } from '../source/columns.ts';

interface ListedAdapter {
  id: string;
  name: string;
  description: string;
  /** JSON Schema, as JSON. */
  settings: string;
  secrets: { name: string; description: string; required: boolean }[];
  webhook: string | null;
  every: string | null;
}

const document = `query SourceAdapters {
  sourceAdapters { id name description settings secrets { name description required } webhook every }
}`;

/** `polylog source adapters`: what sources can be connected by, with what each is told. */
export function sourceAdaptersCommand(): Command {
  const command = new Command('adapters')
    .summary('list what sources can be connected by')
    .description(
      'Lists the adapters: their settings and secret values, those in [brackets] may be left out; how their webhook knows who sends; how often they ask. docs/sources/ has a page for each.',
    )
    .option('--json', 'as JSON, one adapter a line, with the schema of the settings and what the secrets are');
  return addApiOptions(command).action(async ({ json, ...api }: ApiOptions & { json?: true }) => {
    const client = await apiClient(api, 'engineer');
    const { sourceAdapters: all } = await client.query<{ sourceAdapters: ListedAdapter[] }>(document);
    const lines = json
      ? all.map((one) => `${JSON.stringify({ ...one, settings: JSON.parse(one.settings) })}\n`).join('')
      : table(all);
    process.stdout.write(lines);
  });
}

function table(adapters: readonly ListedAdapter[]): string {
  const rows = adapters.map(({ id, settings, secrets, webhook, every }) => [
    id,
    settingNames(JSON.parse(settings)),
    secrets.map(({ name, required }) => nameOf(name, required)).join(' ') || '-',
    webhook?.toLowerCase() ?? '-',
    every ?? '-',
  ]);
  return columns([['ADAPTER', 'SETTINGS', 'SECRETS', 'WEBHOOK', 'EVERY'], ...rows]);
}

function settingNames({ properties = {}, required = [] }: { properties?: object; required?: string[] }): string {
  const names = Object.keys(properties);
  return names.map((name) => nameOf(name, required.includes(name))).join(' ') || '-';
}

const nameOf = (name: string, required: boolean): string => (required ? name : `[${name}]`);
