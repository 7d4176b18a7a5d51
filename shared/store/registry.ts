import type { AlertWords } from '../alert-notice.ts';
import type { Author } from '../audit.ts';
import { type OrganisationRule, refused } from '../changes/change.ts';
import type { ConnectedSource } from '../changes/connected-source.ts';
import type { SourceChange } from '../changes/source.ts';
import { acknowledgeAlert } from './acknowledge-alert.ts';
import { listAudit } from './audit.ts';
import type { RegistryOptions } from './commit-audited.ts';
import { connectSource } from './connect-source.ts';
import type { PageRequest } from './connection.ts';
import { loadStoredOrganisation } from './organisation.ts';
import { changePersonMerges, loadPersonMerges } from './person-merges.ts';
import { saveOrganisation } from './save-organisation.ts';
import { type SecretWriter, setSourceSecrets } from './set-source-secrets.ts';
import { createSourceKey, endSourceKey } from './source-keys.ts';
import { pauseSource, updateSource } from './update-source.ts';

/**
 * What the API changes in the registry, each change with its entry in the audit trail. `pseudonymise` replaces the
 * provider's ids of people as ingest does; `secrets` takes the secret values of sources.
 */
export function createRegistry(
  options: RegistryOptions,
  pseudonymise: (personIds: readonly string[]) => Promise<string[]>,
  secrets: SecretWriter,
) {
  const { client, tableName, clock } = options;
  return {
    /** How often the organisation was changed. */
    revision: async () => (await loadStoredOrganisation(client, tableName, clock)).revision,
    changeOrganisation: <T>(author: Author, action: string, rule: OrganisationRule<T>) =>
      saveOrganisation(options, author, action, rule),
    updateSource: (author: Author, id: string, change: SourceChange) => updateSource(options, author, id, change),
    connectSource: (author: Author, source: ConnectedSource) => connectSource(options, author, source),
    pauseSource: (author: Author, id: string, paused: boolean) => pauseSource(options, author, id, paused),
    setSourceSecrets: (
      author: Author,
      id: string,
      values: readonly { name: string; value: string }[],
      overlap: string,
    ) => setSourceSecrets({ ...options, secrets }, author, id, values, overlap),
    createSourceKey: (author: Author, source: string, expiresAt: number | undefined) =>
      createSourceKey(options, author, source, expiresAt),
    endSourceKey: (author: Author, source: string, key: string, at: number) =>
      endSourceKey(options, author, source, key, at),
    personMerges: () => loadPersonMerges(client, tableName, clock),
    changePersonMerges: async (author: Author, action: 'mergePeople' | 'unmergePeople', personIds: readonly string[]) =>
      changePersonMerges(options, author, action, severalOf(action, await pseudonymise(personIds))),
    acknowledgeAlert: (author: Author, asked: { id: string; note?: string | undefined }, words: AlertWords) =>
      acknowledgeAlert(options, author, asked, words),
    auditTrail: (page: PageRequest) => listAudit(client, tableName, page),
  };
}
export type Registry = ReturnType<typeof createRegistry>;

/** What is merged must be several: an id has as many pseudonyms as there were keys for them. */
function severalOf(action: 'mergePeople' | 'unmergePeople', pseudonyms: readonly string[]): string[] {
  const people = [...new Set(pseudonyms)];
  if (action === 'mergePeople' && people.length < 2) throw refused('people', '2 to 100 different ids, not 1');
  return people;
}
