import { type Command, Option } from 'commander';
import { signToken } from '../local/token.ts';
import type { Role } from '../shared/roles.ts';
import { type ApiClient, createApiClient } from './graphql-client.ts';
import { addressOfLocalHost, dataFolder } from './host-file.ts';

export interface ApiOptions {
  url: string;
  token?: string;
}

/** Adds the options that say which API is asked, and as whom. */
export function addApiOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--url <url>', 'address of the host or deployment').default(
        addressOfLocalHost(),
        'that of the local host',
      ),
    )
    .option('--token <token>', 'bearer token (default: POLYLOG_TOKEN, or one of the local host)');
}

/** A client of the API that the options name; without a token, one is made as `polylog token` makes it. */
export async function apiClient({ url, token }: ApiOptions, role: Role): Promise<ApiClient> {
  const given = token ?? process.env.POLYLOG_TOKEN;
  return createApiClient({ url, token: given ?? (await signToken({ dataDir: dataFolder(), role })) });
}
