import {
  CreateSecretCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';

export interface ReplaceSecretsOptions {
  client: Pick<SecretsManagerClient, 'send'>;
  /** The secret of a source is named `<prefix>/<hook>`. */
  prefix: string;
}

const description = 'Secret values of one source of Polylog: replace them there, with an overlap.';

/**
 * Replaces all secret values of a source. Those before hold until `previousUntil` (ISO 8601 in UTC), too, or end at once
 * without it. It reads nothing, so that who may replace values need not be able to see any: the values before are the
 * version before, which Secrets Manager keeps by itself.
 */
export async function replaceSourceSecrets(
  { client, prefix }: ReplaceSecretsOptions,
  hook: string,
  values: Readonly<Record<string, string>>,
  previousUntil?: string,
): Promise<void> {
  const name = `${prefix}/${hook}`;
  const SecretString = JSON.stringify({ values, ...(previousUntil !== undefined && { previousUntil }) });
  try {
    await client.send(new PutSecretValueCommand({ SecretId: name, SecretString }));
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
    await client.send(new CreateSecretCommand({ Name: name, SecretString, Description: description }));
  }
}
