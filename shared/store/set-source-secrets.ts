import type { Author } from '../audit.ts';
import { refused } from '../changes/change.ts';
import { checkSecretValues, overlapEnd } from '../changes/source-secrets.ts';
import { adapterOf } from '../changes/source-settings.ts';
import { changeSource, registered } from './change-source.ts';
import type { RegistryOptions } from './commit-audited.ts';
import { readRegistered } from './read-registered.ts';
import type { RegisteredSource } from './source-item.ts';

/** Replaces the secret values of the source with this hook, see `replaceSourceSecrets`. */
export type ReplaceSecrets = (
  hook: string,
  values: Readonly<Record<string, string>>,
  previousUntil?: string,
) => Promise<void>;

/**
 * Replaces the secret values of a connected source and notes who did it: the names and the times, no value. The ones
 * before hold for the overlap, too. The values are stored first: what is noted is so, and a caller who is told of an error
 * asks again.
 */
export async function setSourceSecrets(
  options: RegistryOptions & { replaceSecrets: ReplaceSecrets },
  author: Author,
  id: string,
  given: readonly { name: string; value: string }[],
  overlap: string,
): Promise<RegisteredSource> {
  const { client, tableName, clock, replaceSecrets } = options;
  const { adapter, hook, secretsChangedAt } = registered(await readRegistered(client, tableName, id), id);
  if (adapter === undefined || hook === undefined) {
    throw refused('id', 'the source has no adapter, so it has keys and no secrets');
  }
  const values = checkSecretValues(adapterOf(adapter), given);
  const now = clock();
  const ends = overlapEnd(overlap, now);
  const until = secretsChangedAt === undefined ? undefined : ends;
  await replaceSecrets(hook, values, until);
  return changeSource(options, author, id, {
    action: 'setSourceSecrets',
    decide: (source) => {
      registered(source, id);
      return {
        secretNames: Object.keys(values).join(','),
        secretsChangedAt: new Date(now).toISOString(),
        previousSecretsUntil: until ?? null,
      };
    },
  });
}
