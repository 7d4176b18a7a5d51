import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Delivery, Flaw, Secrets } from './adapter.ts';

export interface HmacScheme {
  /** Header of the signature. */
  header: string;
  /** What stands before the signature, e.g. `sha256=`. */
  prefix?: string;
  algorithm: 'sha1' | 'sha256';
  encoding: 'hex' | 'base64';
  /** Which of the source's secrets is the key, and its bytes where they are not those of the text. */
  secret: string;
  keyOf?: (secret: string) => Buffer;
  /** The signatures in a header that may hold several, as while a key is replaced; one must be right. */
  signaturesOf?: (header: string) => readonly string[];
  /** Header of the signed time in seconds since 1970, and how many seconds it may differ from ours. */
  timestamp?: { header: string; toleranceSeconds: number };
  /** What is signed; by default the body alone. */
  signed?: (delivery: Delivery, timestamp: string) => readonly (string | Buffer)[];
}

/** Verifies an HMAC over the bytes of the body, as most providers sign; compared in constant time. */
export const hmacVerifier =
  (scheme: HmacScheme) =>
  (delivery: Delivery, secrets: Secrets): Flaw | undefined => {
    const { header, prefix = '', timestamp, signaturesOf = (one) => [one] } = scheme;
    const given = delivery.headers.get(header);
    const time = timestamp === undefined ? '' : delivery.headers.get(timestamp.header);
    if (!given || time === null) return 'SIGNATURE_MISSING';
    const mac = macOf(scheme, delivery, secrets, time);
    if (mac === undefined || !signaturesOf(given).some((one) => sameText(one, prefix + mac))) return 'SIGNATURE_WRONG';
    if (timestamp === undefined) return undefined;
    const off = Math.abs(delivery.receivedAt / 1000 - Number(time));
    // Not `off > …`: a time that is no number is too old.
    return off <= timestamp.toleranceSeconds ? undefined : 'TOO_OLD';
  };

function macOf(scheme: HmacScheme, delivery: Delivery, secrets: Secrets, time: string): string | undefined {
  const { algorithm, encoding, secret, keyOf, signed = bodyAlone } = scheme;
  const value = secrets[secret];
  if (!value) return undefined;
  const mac = createHmac(algorithm, keyOf?.(value) ?? value);
  for (const piece of signed(delivery, time)) mac.update(piece);
  return mac.digest(encoding);
}

const bodyAlone = ({ body }: Delivery) => [body];

/** Lengths may differ in public: they are the scheme's, not the key's. */
function sameText(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
