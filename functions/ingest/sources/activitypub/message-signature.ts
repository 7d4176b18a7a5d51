import { httpbis } from 'http-message-signatures';
import type { Delivery } from '../adapter.ts';
import type { StatedSignature } from './draft-signature.ts';

/** Which parts of the request must be signed: with them it cannot be another one. */
const requiredFields = ['@method', '@target-uri', 'content-digest'];

/**
 * Reads a signature by RFC 9421 (HTTP Message Signatures) of the algorithm `rsa-v1_5-sha256`, as Mastodon sends it from 4.5
 * on. The library checks the form and says what is signed; the key is looked for later. Undefined when it is not of that form.
 */
export async function messageSignature({ method, url, headers }: Delivery): Promise<StatedSignature | undefined> {
  let stated: StatedSignature | undefined;
  // The library refuses what is over.
  const expiresAt = Number.POSITIVE_INFINITY;
  const keyLookup = async ({ keyid, created }: { keyid?: string; created?: Date | null }) => ({
    algs: ['rsa-v1_5-sha256'],
    verify: async (signed: Buffer, signature: Buffer) => {
      const signedAt = created?.getTime() ?? Number.NaN;
      if (keyid !== undefined) stated = { keyId: keyid, signedAt, expiresAt, covers: true, signed, signature };
      return true;
    },
  });
  try {
    await httpbis.verifyMessage(
      // Our own check of `created` goes by when the delivery came.
      { keyLookup, requiredFields, requiredParams: ['created', 'keyid'], notAfter: Number.MAX_SAFE_INTEGER },
      { method, url, headers: Object.fromEntries(headers) },
    );
    return stated;
  } catch {
    return undefined;
  }
}
