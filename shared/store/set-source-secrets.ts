import type { Author } from '../audit.ts';
import { refused } from '../changes/change.ts';
import { checkSecretValues, overlapEnd } from '../changes/source-secrets.ts';
import { adapterOf } from '../changes/source-settings.ts';
import { attemptSourceSecrets } from './attempt-source-secrets.ts';
import { changeSource, registered } from './change-source.ts';
import type { RegistryOptions } from './commit-audited.ts';
import { readRegistered } from './read-registered.ts';
import type { NewSecrets } from './replace-source-secrets.ts';
import type { RegisteredSource } from './source-item.ts';

/** Where the secret values of sources go. */
export interface SecretWriter {
  /** A keyed hash of a text. */
  fingerprint: (text: string) => Promise<string>;
  /** See `replaceSourceSecrets`. */
  replace: (hook: string, secrets: NewSecrets) => Promise<void>;
}

/**
 * Replaces the secret values of a connected source and notes who did it: the names and the times, no value. The ones
 * before hold for the overlap, too. The values are stored first: what is noted is so, and a caller who is told of an error
 * asks again. Setting the values that were set last changes nothing; without an overlap it ends those before.
 */
export async function setSourceSecrets(
  options: RegistryOptions & { secrets: SecretWriter },
  author: Author,
  id: string,
  given: readonly { name: string; value: string }[],
  overlap: string,
): Promise<RegisteredSource> {
  const { client, tableName, clock, secrets } = options;
  const source = registered(await readRegistered(client, tableName, id), id);
  const { adapter, hook } = source;
  if (adapter === undefined || hook === undefined) {
    throw refused('id', 'the source has no adapter, so it has keys and no secrets');
  }
  const values = checkSecretValues(adapterOf(adapter), given);
  const now = clock();
  const ends = overlapEnd(overlap, now);
  const sorted = Object.entries(values).sort(([one], [other]) => (one < other ? -1 : 1));
  const fingerprint = await secrets.fingerprint(JSON.stringify([hook, sorted]));
  const { version, at, until } = await attemptSourceSecrets(options, source, fingerprint, now, ends);
  await secrets.replace(hook, { values, version, previousUntil: until });
  return changeSource(options, author, id, {
    action: 'setSourceSecrets',
    decide: (current) => {
      registered(current, id);
      return {
        secretNames: Object.keys(values).join(','),
        secretsChangedAt: at,
        previousSecretsUntil: until ?? null,
      };
    },
  });
}
