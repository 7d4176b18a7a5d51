import { Command } from 'commander';
import { type ApiOptions, addApiOptions, apiClient } from '../api-access.ts';
import { columns } from '../source/columns.ts';

interface ListedSource {
  id: string;
  adapter: { id: string } | null;
  channel: { id: string } | null;
  paused: boolean;
  silentSince: string | null;
  failingSince: string | null;
  lastInteractionAt: string | null;
  accepted: number;
  duplicates: number;
  rejected: number;
  unknown: number;
}

const document = `query SourceList {
  sources {
    id adapter { id } channel { id } paused silentSince failingSince lastInteractionAt accepted duplicates rejected unknown
  }
}`;

/** `polylog source list`: every registered source, and how it is. */
export function sourceListCommand(): Command {
  const command = new Command('list')
    .summary('list the registered sources and how they are')
    .description('Lists the registered sources: by what they are connected, whether they speak, and their counts.')
    .option('--json', 'as JSON, one source a line');
  return addApiOptions(command).action(async ({ json, ...api }: ApiOptions & { json?: true }) => {
    const client = await apiClient(api, 'engineer');
    const { sources } = await client.query<{ sources: ListedSource[] }>(document);
    const lines = json ? sources.map((source) => `${JSON.stringify(source)}\n`).join('') : table(sources);
    process.stdout.write(lines);
  });
}

function table(sources: readonly ListedSource[]): string {
  const head = ['SOURCE', 'ADAPTER', 'CHANNEL', 'STATE', 'LAST', 'ACCEPTED', 'DUPLICATE', 'REJECTED', 'UNKNOWN'];
  const rows = sources.map((source) => [
    source.id,
    source.adapter?.id ?? '-',
    source.channel?.id ?? '-',
    stateOf(source),
    source.lastInteractionAt ?? '-',
    ...[source.accepted, source.duplicates, source.rejected, source.unknown].map(String),
  ]);
  return columns([head, ...rows]);
}

/** The worst first. */
function stateOf({ paused, silentSince, failingSince }: ListedSource): string {
  if (paused) return 'paused';
  if (failingSince !== null) return 'failing';
  return silentSince === null ? 'ok' : 'silent';
}
