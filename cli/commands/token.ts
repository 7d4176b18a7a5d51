import { Command, InvalidArgumentError, Option } from 'commander';
import { signToken } from '../../local/token.ts';
import { roles } from '../../shared/roles.ts';
import { dataFolder } from '../host-file.ts';

interface TokenOptions {
  role: string;
  department: string[];
  subject?: string;
  ttl: string;
}

/** `polylog token`: a bearer token of the local issuer on standard output. */
export function tokenCommand(): Command {
  return new Command('token')
    .summary('print a bearer token for the local host')
    .description(
      'Prints a bearer token that the host with this data folder accepts. Tokens of a deployment come from its OIDC issuer.',
    )
    .addOption(new Option('--role <role>', 'what the bearer may do').choices(roles).makeOptionMandatory())
    .option(
      '--department <id>',
      'a department of the bearer, which a member needs; may be repeated',
      (id, all: string[]) => [...all, id],
      [],
    )
    .option('--subject <name>', 'who the bearer is (default: local-<role>)')
    .option('--ttl <span>', 'how long it holds: a number and s, m, h or d', parseSpan, '8h')
    .addHelpText(
      'after',
      `
Examples:
  $ polylog token --role analyst
  $ polylog token --role member --department service --ttl 1h
  $ curl -H "Authorization: Bearer $(polylog token --role viewer)" …`,
    )
    .action(async ({ role, department, subject, ttl }: TokenOptions, command: Command) => {
      if (role === 'member' && department.length === 0) {
        command.error('error: a member sees own departments only: name them by --department <id>', { exitCode: 2 });
      }
      const request = { dataDir: dataFolder(), role, departments: department, ttl, ...(subject && { subject }) };
      process.stdout.write(`${await signToken(request)}\n`);
    });
}

function parseSpan(span: string): string {
  if (!/^[1-9]\d*[smhd]$/.test(span)) throw new InvalidArgumentError('write a number and s, m, h or d, e.g. 8h.');
  return span;
}
