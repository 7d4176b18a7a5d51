import * as z from 'zod';

/** People are sealed under the keys of so many buckets: destroying one takes its share of all people out of the archive. */
export const bucketCount = 1_024;
const keyBytes = 32;

/** What people are sealed with: for each bucket the number and key of its current version, and those that were retired. */
export interface PersonKeys {
  /** Counted up with each change. */
  revision: number;
  /** Of each bucket, from 1. */
  versions: readonly number[];
  /** One after the other, 256 bits each. */
  current: Buffer;
  /** `bucket.version` to the key, as long as something sealed with it may still come. */
  retired: ReadonlyMap<string, Buffer>;
}

/** Gives so many random bytes. */
type Random = (bytes: number) => Buffer;

/** The first keys. */
export const newPersonKeys = (random: Random): PersonKeys => ({
  revision: 1,
  versions: Array.from({ length: bucketCount }, () => 1),
  current: random(bucketCount * keyBytes),
  retired: new Map(),
});

/** The key of a version of a bucket; undefined when it was destroyed, or is newer than these keys. */
export function keyOf({ versions, current, retired }: PersonKeys, bucket: number, version: number): Buffer | undefined {
  if (versions[bucket] === version) return current.subarray(bucket * keyBytes, (bucket + 1) * keyBytes);
  return retired.get(`${bucket}.${version}`);
}

/** The keys after each of these buckets got a new version; the old ones are retired and still open what they sealed. */
export function retireBuckets(keys: PersonKeys, buckets: readonly number[], random: Random): PersonKeys {
  const versions = [...keys.versions];
  const current = Buffer.from(keys.current);
  const retired = new Map(keys.retired);
  for (const bucket of new Set(buckets)) {
    const version = versions[bucket] as number;
    retired.set(`${bucket}.${version}`, Buffer.from(current.subarray(bucket * keyBytes, (bucket + 1) * keyBytes)));
    versions[bucket] = version + 1;
    random(keyBytes).copy(current, bucket * keyBytes);
  }
  return { revision: keys.revision + 1, versions, current, retired };
}

/** The keys without those that were retired of a bucket before it got a version: what they sealed never opens again. */
export function destroyRetired(keys: PersonKeys, gone: readonly { bucket: number; version: number }[]): PersonKeys {
  const isGone = (name: string) => {
    const [bucket, version] = name.split('.').map(Number) as [number, number];
    return gone.some((one) => one.bucket === bucket && version < one.version);
  };
  const retired = new Map([...keys.retired].filter(([name]) => !isGone(name)));
  return { ...keys, revision: keys.revision + 1, retired };
}

const textSchema = z.object({
  /** Buckets beyond their first version. */
  versions: z.record(z.string(), z.int()),
  current: z.base64(),
  retired: z.record(z.string(), z.base64()),
});

/** The keys as text, without the revision. */
export const personKeysText = ({ versions, current, retired }: PersonKeys): string =>
  JSON.stringify({
    versions: Object.fromEntries([...versions.entries()].filter(([, version]) => version > 1)),
    current: current.toString('base64'),
    retired: Object.fromEntries([...retired].map(([name, key]) => [name, key.toString('base64')])),
  } satisfies z.infer<typeof textSchema>);

/** The keys in a text that `personKeysText` made; throws when it is none. */
export function readPersonKeys(text: string, revision: number): PersonKeys {
  const { versions, current, retired } = textSchema.parse(JSON.parse(text));
  return {
    revision,
    versions: Array.from({ length: bucketCount }, (_, bucket) => versions[bucket] ?? 1),
    current: Buffer.from(current, 'base64'),
    retired: new Map(Object.entries(retired).map(([name, key]) => [name, Buffer.from(key, 'base64')])),
  };
}
