import { createCipheriv, createDecipheriv, createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { strangerOf } from './erased-people.ts';
import { bucketCount, keyOf, type PersonKeys } from './person-keys.ts';

/** The bucket of a pseudonym, from 0: independent of what the people log keeps of it. */
export const bucketOf = (pseudonym: string): number =>
  createHash('sha256').update(`bucket ${pseudonym}`).digest().readUInt16BE(0) % bucketCount;

const isPseudonym = (person: string): boolean => person.startsWith('p_');
const sealed = /^s_(\d{1,4})\.(\d{1,9})\.([\w-]+)$/;
const macBytes = 16;
/** A batch names the same few again and again. */
const maxKnown = 20_000;

/**
 * Seals pseudonyms for the bus: `s_<bucket>.<version>.<base64url>`, authenticated and deterministic (a synthetic IV from
 * HMAC-SHA256 over AES-256-CTR, as RFC 5297 has it over CMAC), so that the same person is the same text as long as the
 * bucket's key lives. What is no pseudonym goes through as it is.
 */
export function createSealer(keys: PersonKeys): (person: string) => string {
  return kept((person) => {
    if (!isPseudonym(person)) return person;
    const bucket = bucketOf(person);
    const version = keys.versions[bucket] as number;
    const { mac, cipher } = halvesOf(keyOf(keys, bucket, version) as Buffer);
    const iv = ivOf(mac, person);
    const encrypt = createCipheriv('aes-256-ctr', cipher, iv);
    const body = Buffer.concat([iv, encrypt.update(person.slice(2), 'latin1'), encrypt.final()]);
    return `s_${bucket}.${version}.${body.toString('base64url')}`;
  });
}

/**
 * Opens what `createSealer` sealed. Where the key is gone, a person becomes `x_` and a hash of the sealed text: the same
 * text, the same person, who is linked to nothing. What was never sealed goes through as it is.
 */
export function createOpener(keys: PersonKeys): (id: string) => string {
  return kept((id) => {
    const [, bucket, version, body] = sealed.exec(id) ?? [];
    if (body === undefined) return id;
    const key = keyOf(keys, Number(bucket), Number(version));
    return (key && open(key, Buffer.from(body, 'base64url'))) ?? strangerOf(id);
  });
}

/** Whether an id was sealed with a key that these keys do not know yet: they are to be read again. */
export function isSealedLater(keys: PersonKeys, id: string): boolean {
  const [, bucket, version] = sealed.exec(id) ?? [];
  return version !== undefined && Number(version) > (keys.versions[Number(bucket)] ?? 0);
}

function open(key: Buffer, body: Buffer): string | undefined {
  if (body.length <= macBytes) return undefined;
  const { mac, cipher } = halvesOf(key);
  const iv = body.subarray(0, macBytes);
  const decrypt = createDecipheriv('aes-256-ctr', cipher, iv);
  const person = `p_${decrypt.update(body.subarray(macBytes), undefined, 'latin1')}${decrypt.final('latin1')}`;
  return timingSafeEqual(ivOf(mac, person), iv) ? person : undefined;
}

const ivOf = (mac: Buffer, person: string): Buffer =>
  createHmac('sha256', mac).update(person).digest().subarray(0, macBytes);

const halvesOf = (key: Buffer) => ({
  mac: createHmac('sha256', key).update('mac').digest(),
  cipher: createHmac('sha256', key).update('cipher').digest(),
});

/** A function with its last answers kept in memory. */
function kept(of: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const seen = known.get(text);
    if (seen !== undefined) return seen;
    const found = of(text);
    if (known.size >= maxKnown) known.delete(known.keys().next().value ?? '');
    known.set(text, found);
    return found;
  };
}
