import type { SourceSecrets, StoredSecrets } from '../../../shared/store/source-secrets.ts';
import type { Delivery, Flaw, Secrets, SourceAdapter, Tools } from '../sources/adapter.ts';

export type Verified = { secrets: Secrets } | { flaw: Flaw } | { missing: string };

/**
 * Verifies a delivery with the source's secrets: those in force, then those that were replaced and still hold. A wrong
 * signature reads the secrets again once, as they may just have been changed. `missing` names a secret that is not set.
 */
export async function verifyDelivery(
  delivery: Delivery,
  adapter: SourceAdapter,
  hook: string,
  stored: Pick<SourceSecrets, 'read' | 'readAgain'>,
  tools: Tools,
): Promise<Verified> {
  const verify = adapter.webhook?.verify;
  if (typeof verify !== 'function') return { secrets: {} };
  if (Object.keys(adapter.secrets).length === 0) {
    const flaw = await verify(delivery, {}, tools);
    return flaw === undefined ? { secrets: {} } : { flaw };
  }
  const attempt = async (found: StoredSecrets = { values: {} }): Promise<Verified> => {
    const missing = missingSecret(adapter, found.values);
    if (missing !== undefined) return { missing };
    const flaw = await verify(delivery, found.values, tools);
    if (flaw === undefined) return { secrets: found.values };
    const { previous } = found;
    const holds = previous !== undefined && Date.parse(previous.until) > delivery.receivedAt;
    if (!holds || (await verify(delivery, previous.values, tools)) !== undefined) return { flaw };
    return { secrets: previous.values };
  };
  const first = await attempt(await stored.read(hook));
  if ('secrets' in first || ('flaw' in first && first.flaw !== 'SIGNATURE_WRONG')) return first;
  return attempt(await stored.readAgain(hook));
}

/** The first secret value that the adapter cannot do without and that is not set. */
export const missingSecret = (
  { secrets, optionalSecrets = [] }: SourceAdapter,
  values: Secrets | undefined,
): string | undefined =>
  Object.keys(secrets).find((name) => !optionalSecrets.includes(name) && values?.[name] === undefined);
