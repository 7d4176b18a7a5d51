import {
  CreateSecretCommand,
  PutSecretValueCommand,
  ResourceExistsException,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';

export interface ReplaceSecretsOptions {
  client: Pick<SecretsManagerClient, 'send'>;
  /** The secret of a source is named `<prefix>/<hook>`. */
  prefix: string;
}

export interface NewSecrets {
  values: Readonly<Record<string, string>>;
  /** A UUID: the same for the same values asked for again. */
  version: string;
  /** Until when those before hold, too (ISO 8601 in UTC); without it they end at once. */
  previousUntil?: string | undefined;
}

const description = 'Secret values of one source of Polylog: replace them there, with an overlap.';

/**
 * Replaces all secret values of a source; those before hold until `previousUntil`. Safe to repeat: the same version is
 * stored once. It reads nothing, so that who may replace values need not be able to see any: the values before are the
 * version before, which Secrets Manager keeps by itself.
 */
export async function replaceSourceSecrets(
  { client, prefix }: ReplaceSecretsOptions,
  hook: string,
  { values, version, previousUntil }: NewSecrets,
): Promise<void> {
  const name = `${prefix}/${hook}`;
  const SecretString = JSON.stringify({ values, ...(previousUntil !== undefined && { previousUntil }) });
  const given = { SecretString, ClientRequestToken: version };
  const put = () => client.send(new PutSecretValueCommand({ SecretId: name, ...given }));
  try {
    await put();
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
    try {
      await client.send(new CreateSecretCommand({ Name: name, ...given, Description: description }));
    } catch (failed) {
      // Somebody else was faster, or this was: an answer may have been lost.
      if (!(failed instanceof ResourceExistsException)) throw failed;
      await put();
    }
  }
}
