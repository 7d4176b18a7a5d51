import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { deriveKeys, type Keys } from './derive-keys.ts';
import { readPseudonymSecret } from './pseudonym-secret.ts';

/** How long a read of the secret holds. A cut-over is announced for longer ahead, so that nobody misses it. */
export const secretReadMs = 5 * 60_000;
/** After a failed read what is known goes on to hold, and is asked for again. */
const againMs = 30_000;

/**
 * A loader of the keys derived from the secret named `secretId` (PSEUDONYM_SECRET_ID), as they hold at the moment: the same
 * object until pseudonyms change. The secret is read again every five minutes; a read that fails when nothing is known
 * throws, and is tried again at the next call.
 */
export function createKeyLoader(
  client: Pick<SecretsManagerClient, 'send'>,
  secretId: string,
  clock: () => number = Date.now,
): () => Promise<Keys> {
  let text: string | undefined;
  let readAgainAt = 0;
  let reading: Promise<string> | undefined;
  let made: { of: string; until: number; keys: Keys } | undefined;

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
    const now = clock();
    const secret = text !== undefined && now < readAgainAt ? text : await readOnce();
    if (made?.of !== secret || now >= made.until) {
      const toCome = readPseudonymSecret(secret)
        .pseudonyms.map(({ at }) => Date.parse(at))
        .filter((at) => at > now);
      made = { of: secret, until: Math.min(...toCome), keys: deriveKeys(secret, now) };
    }
    return made.keys;
  };
}
