import { Command } from 'commander';
import { type ApiOptions, addApiOptions, apiClient } from '../api-access.ts';
import { columns } from '../source/columns.ts';

interface Answer {
  retention: {
    lastRunAt: string | null;
    running: boolean;
    cutOvers: string[];
    sources: { source: { id: string; retainPeopleDays: number | null }; before: string | null; replaced: number }[];
  };
}

const document = `query Retention {
  retention { lastRunAt running cutOvers sources { source { id retainPeopleDays } before replaced } }
}`;

/** `polylog retention`: how long sources keep people, and how far the nightly replacement is. */
export function retentionCommand(): Command {
  const command = new Command('retention')
    .summary('tell how long sources keep people, and what was done about it')
    .description(
      'Lists the sources that keep people for a time, the day before which theirs are replaced, and when pseudonyms changed. How long a source keeps people is said with polylog source update --retain-people. It takes the role admin.',
    )
    .option('--json', 'as JSON');
  return addApiOptions(command).action(async ({ json, ...api }: ApiOptions & { json?: true }) => {
    const client = await apiClient(api, 'admin');
    const { retention } = await client.query<Answer>(document);
    process.stdout.write(json ? `${JSON.stringify(retention, null, 2)}\n` : told(retention));
  });
}

function told({ lastRunAt, running, cutOvers, sources }: Answer['retention']): string {
  const rows = sources.map(({ source, before, replaced }) => [
    source.id,
    source.retainPeopleDays === null ? 'for ever' : `${source.retainPeopleDays} days`,
    before ?? '-',
    String(replaced),
  ]);
  return [
    `last run: ${lastRunAt ?? 'none'}${running ? ' (one is under way)' : ''}`,
    `other pseudonyms from: ${cutOvers.length > 0 ? cutOvers.join(', ') : '-'}`,
    rows.length > 0
      ? columns([['SOURCE', 'KEEPS PEOPLE', 'REPLACED BEFORE', 'INTERACTIONS'], ...rows])
      : 'All sources keep people for ever.\n',
  ].join('\n');
}
