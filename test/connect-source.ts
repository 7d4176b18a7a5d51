import type { RunningStack } from './stack.ts';

interface Connected {
  id: string;
  adapter: string;
  channel: string;
  department: string;
  settings?: unknown;
  secrets?: Record<string, string>;
}

/** Connects a source on a running stack as an engineer does, and gives the address of its webhook. */
export async function connectSource(stack: Pick<RunningStack, 'url' | 'token'>, source: Connected): Promise<string> {
  const { secrets, settings, ...about } = source;
  const { connectSource: connected } = await askEngineer(
    stack,
    'mutation ($input: ConnectSourceInput!) { connectSource(input: $input) { webhookUrl } }',
    { input: { ...about, ...(settings !== undefined && { settings: JSON.stringify(settings) }) } },
  );
  const values = Object.entries(secrets ?? {}).map(([name, value]) => ({ name, value }));
  if (values.length > 0) {
    await askEngineer(stack, 'mutation ($input: SetSourceSecretsInput!) { setSourceSecrets(input: $input) { id } }', {
      input: { id: source.id, values },
    });
  }
  return (connected as { webhookUrl: string }).webhookUrl;
}

/** The data of a GraphQL document for an engineer; throws with the errors. */
export async function askEngineer(
  { url, token }: Pick<RunningStack, 'url' | 'token'>,
  query: string,
  variables: object = {},
): Promise<Record<string, unknown>> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await token('engineer')}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data?: Record<string, unknown>; errors?: unknown };
  if (!data || errors) throw new Error(JSON.stringify(errors));
  return data;
}
