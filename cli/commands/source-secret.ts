import { text } from 'node:stream/consumers';
import { Command } from 'commander';
import { type ApiOptions, addApiOptions, apiClient } from '../api-access.ts';
import { readSecretValues, type SecretValue } from '../source/read-secret-values.ts';

interface SecretOptions extends ApiOptions {
  env: string[];
  overlap?: string;
}

const document = `mutation SetSourceSecrets($input: SetSourceSecretsInput!) {
  setSourceSecrets(input: $input) { secrets { name } previousSecretsUntil }
}`;

/** `polylog source secret`: replaces the secret values of a source, which are never arguments of a command. */
export function sourceSecretCommand(): Command {
  const command = new Command('secret')
    .summary('set the secret values of a source')
    .description(
      'Replaces all secret values of a source, which are read from standard input, one name=value a line, or from variables of the environment. Those before hold for the overlap, too.',
    )
    .argument('<id>', 'the URI of the account or feed')
    .option(
      '--env <name=VARIABLE>',
      'the variable that has a value; may be repeated; nothing else is read',
      (given, all: string[]) => [...all, given],
      [],
    )
    .option('--overlap <duration>', 'how long those before hold, too, ISO 8601, PT0S for not at all (default: P1D)');
  return addApiOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  $ polylog source secret https://github.com/acme --env secret=GITHUB_WEBHOOK_SECRET
  $ polylog source secret https://github.com/acme < secrets.txt`,
    )
    .action(async (id: string, { env, overlap, ...api }: SecretOptions, self: Command) => {
      const values =
        env.length > 0 ? env.map((given) => fromEnvironment(given, self)) : readSecretValues(await text(process.stdin));
      const client = await apiClient(api, 'engineer');
      const input = { id, values, ...(overlap !== undefined && { overlap }) };
      const answer = await client.query<{ setSourceSecrets: Answer }>(document, { input });
      const { secrets, previousSecretsUntil } = answer.setSourceSecrets;
      process.stdout.write(`set: ${secrets.map(({ name }) => name).join(', ')}\n`);
      if (previousSecretsUntil !== null) process.stdout.write(`those before hold until ${previousSecretsUntil}\n`);
    });
}

interface Answer {
  secrets: { name: string }[];
  previousSecretsUntil: string | null;
}

/** What was written is not quoted: it may be the value itself. */
function fromEnvironment(given: string, command: Command): SecretValue {
  const [, name, variable] = /^([\w-]+)=([A-Za-z_]\w*)$/.exec(given) ?? [];
  if (name === undefined || variable === undefined) {
    command.error('error: --env takes the name of the secret, = and the name of a variable', { exitCode: 2 });
  }
  const value = process.env[variable];
  if (!value) throw new Error(`The variable for ${name} is not set.`);
  return { name, value };
}
