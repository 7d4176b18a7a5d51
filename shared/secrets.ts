import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { deriveKeys, type Keys } from './derive-keys.ts';

/** How long a read of the secret holds. A cut-over is announced for longer ahead, so that nobody misses it. */
export const secretReadMs = 5 * 60_000;
/** After a failed read what is known goes on to hold, and is asked for again. */
const againMs = 30_000;

/**
 * A loader of the keys derived from the secret named `secretId` (PSEUDONYM_SECRET_ID): the same object until the secret is
 * another. It is read again every five minutes; a read that fails when nothing is known throws, and is tried again at the
 * next call.
 */
export function createKeyLoader(
  client: Pick<SecretsManagerClient, 'send'>,
  secretId: string,
  clock: () => number = Date.now,
): () => Promise<Keys> {
  let text: string | undefined;
  let readAgainAt = 0;
  let reading: Promise<string> | undefined;
  let made: { of: string; keys: Keys } | undefined;

  const read = async (): Promise<string> => {
    try {
      const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretId }));
      if (SecretString === undefined) throw new Error('The pseudonym secret has no string value.');
      text = SecretString;
      readAgainAt = clock() + secretReadMs;
      return SecretString;
    } catch (error) {
      if (text === undefined) throw error;
      readAgainAt = clock() + againMs;
      return text;
    }
  };
  const readOnce = (): Promise<string> => {
    reading ??= read().finally(() => {
      reading = undefined;
    });
    return reading;
  };

  return async () => {
    const secret = text !== undefined && clock() < readAgainAt ? text : await readOnce();
    if (made?.of !== secret) made = { of: secret, keys: deriveKeys(secret) };
    return made.keys;
  };
}
