import { Command } from 'commander';
import { type ApiOptions, addApiOptions, apiClient } from '../api-access.ts';
import { positiveNumber } from '../positive-number.ts';
import { settingsText } from '../source/settings-text.ts';

interface UpdateOptions extends ApiOptions {
  name?: string;
  channel?: string;
  department?: string;
  owner?: string;
  cadence?: string;
  rate?: number | null;
  retainPeople?: number | null;
  settings?: string;
  fromStart?: true;
}

const document = 'mutation UpdateSource($input: UpdateSourceInput!) { updateSource(input: $input) { id } }';

/** `polylog source update`: changes what is told of a source. */
export function sourceUpdateCommand(): Command {
  const command = new Command('update')
    .summary('change what is told of a source')
    .description(
      'Changes what is told of a source: what is not given stays as it is, an empty text clears it. Everything sees it within a minute.',
    )
    .argument('<id>', 'the URI of the account or feed')
    .option('--name <text>', 'its name for people')
    .option('--channel <id>', 'the channel it feeds')
    .option('--department <id>', 'the department it belongs to')
    .option('--owner <text>', 'whom to ask about it')
    .option('--cadence <duration>', 'how often it is expected to say something, ISO 8601, e.g. PT1H')
    .option('--rate <n>', 'interactions a second that it may send; empty: what the door lets any source send', rateOf)
    .option('--retain-people <days>', 'for how many days people are kept, 30 to 3650; empty: for ever', daysOf)
    .option('--settings <json>', 'what its adapter is told, all of it, as JSON, or @ and a file')
    .option('--from-start', 'ask a source with a schedule from its beginning again; what is there counts once');
  return addApiOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  $ polylog source update https://github.com/acme --name "Acme on GitHub" --cadence P1D
  $ polylog source update urn:acme:blog --settings '{"url":"https://acme.example/feed.xml"}' --from-start`,
    )
    .action(
      async (
        id: string,
        { url, token, settings, fromStart, rate, retainPeople, ...about }: UpdateOptions,
        self: Command,
      ) => {
        const input = {
          id,
          ...Object.fromEntries(Object.entries(about).map(([field, text]) => [field, text === '' ? null : text])),
          ...(rate !== undefined && { ratePerSecond: rate }),
          ...(retainPeople !== undefined && { retainPeopleDays: retainPeople }),
          ...(settings !== undefined && { settings: settings === '' ? null : settingsText(settings) }),
          ...(fromStart && { restart: true }),
        };
        if (Object.keys(input).length === 1) self.error('error: say what to change', { exitCode: 2 });
        // How long people are kept is for an administrator to say.
        const role = retainPeople === undefined ? 'engineer' : 'admin';
        const client = await apiClient({ url, ...(token !== undefined && { token }) }, role);
        await client.query(document, { input });
        process.stdout.write(`updated: ${id}\n`);
      },
    );
}

const rateOf = (text: string): number | null => (text === '' ? null : positiveNumber(100_000)(text));
const daysOf = (text: string): number | null => (text === '' ? null : positiveNumber(3_650)(text));
