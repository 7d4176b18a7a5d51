import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { deriveKeys, type Keys } from './derive-keys.ts';

/**
 * A loader of the keys derived from the secret named `secretId` (PSEUDONYM_SECRET_ID). The secret is read once for each
 * process: replacing it changes every pseudonym, so a change takes effect at a deployment, not in the middle of a day.
 * A failed read throws and is tried again at the next call.
 */
export function createKeyLoader(client: Pick<SecretsManagerClient, 'send'>, secretId: string): () => Promise<Keys> {
  let loading: Promise<Keys> | undefined;
  const load = async (): Promise<Keys> => {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretId }));
    if (SecretString === undefined) throw new Error('The pseudonym secret has no string value.');
    return deriveKeys(SecretString);
  };
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}
