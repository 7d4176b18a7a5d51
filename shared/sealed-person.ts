import { createHmac, createSecretKey, hash, type KeyObject, timingSafeEqual } from 'node:crypto';
import { strangerOf } from './erased-people.ts';
import { bucketCount, keyOf, type PersonKeys } from './person-keys.ts';
import { isPseudonym } from './pseudonym.ts';
import { remembering } from './remembering.ts';

/** The bucket of a pseudonym, from 0: independent of what the people log keeps of it. */
export const bucketOf = (pseudonym: string): number =>
  hash('sha256', `bucket ${pseudonym}`, 'buffer').readUInt16BE(0) % bucketCount;

const sealed = /^s_(\d{1,4})\.(\d{1,9})\.([\w-]+)$/;
const macBytes = 16;
/** Of a pseudonym, without its first two. */
const personBytes = 22;

/**
 * Seals pseudonyms for the bus: `s_<bucket>.<version>.<base64url>`, authenticated and deterministic (a synthetic IV, as
 * RFC 5297 has it, with HMAC-SHA256 for the IV and for the key stream, of which a pseudonym takes less than one block), so
 * that the same person is the same text as long as the bucket's key lives. What is no pseudonym goes through as it is.
 */
export function createSealer(keys: PersonKeys): (person: string) => string {
  const halves = halvesFrom(keys);
  return remembering((person) => {
    if (!isPseudonym(person)) return person;
    const bucket = bucketOf(person);
    const version = keys.versions[bucket] as number;
    const { mac, stream } = halves(bucket, version) as Halves;
    const iv = ivOf(mac, person);
    const body = Buffer.concat([iv, masked(stream, iv, Buffer.from(person.slice(2), 'latin1'))]);
    return `s_${bucket}.${version}.${body.toString('base64url')}`;
  });
}

/**
 * Opens what `createSealer` sealed. Where the key is gone, a person becomes `x_` and a hash of the sealed text: the same
 * text, the same person, who is linked to nothing. What was never sealed goes through as it is.
 */
export function createOpener(keys: PersonKeys): (id: string) => string {
  const halves = halvesFrom(keys);
  return remembering((id) => {
    const [, bucket, version, body] = sealed.exec(id) ?? [];
    if (body === undefined) return id;
    const key = halves(Number(bucket), Number(version));
    return (key && open(key, Buffer.from(body, 'base64url'))) ?? strangerOf(id);
  });
}

/** Whether an id was sealed at all. */
export const isSealed = (id: string): boolean => sealed.test(id);

/** Whether an id was sealed with a key that these keys do not know yet: they are to be read again. */
export function isSealedLater(keys: PersonKeys, id: string): boolean {
  const [, bucket, version] = sealed.exec(id) ?? [];
  return version !== undefined && Number(version) > (keys.versions[Number(bucket)] ?? 0);
}

function open({ mac, stream }: Halves, body: Buffer): string | undefined {
  if (body.length !== macBytes + personBytes) return undefined;
  const iv = body.subarray(0, macBytes);
  const person = `p_${masked(stream, iv, body.subarray(macBytes)).toString('latin1')}`;
  return timingSafeEqual(ivOf(mac, person), iv) ? person : undefined;
}

const ivOf = (mac: KeyObject, person: string): Buffer =>
  createHmac('sha256', mac).update(person).digest().subarray(0, macBytes);

/** The bytes under the key stream of an IV, or out of it. */
function masked(stream: KeyObject, iv: Buffer, bytes: Buffer): Buffer {
  const mask = createHmac('sha256', stream).update(iv).digest();
  return bytes.map((byte, at) => byte ^ (mask[at] as number)) as Buffer;
}

/** What a bucket's key is used as. Key objects, because a plain buffer takes several times as long. */
interface Halves {
  mac: KeyObject;
  stream: KeyObject;
}

/** Gives the halves of a version of a bucket, each made once; undefined where there is no such key. */
function halvesFrom(keys: PersonKeys): (bucket: number, version: number) => Halves | undefined {
  const made = new Map<string, Halves>();
  return (bucket, version) => {
    const name = `${bucket}.${version}`;
    const known = made.get(name);
    const key = known ? undefined : keyOf(keys, bucket, version);
    if (!key) return known;
    const half = (label: string) => createSecretKey(createHmac('sha256', key).update(label).digest());
    const halves = { mac: half('mac'), stream: half('stream') };
    made.set(name, halves);
    return halves;
  };
}
