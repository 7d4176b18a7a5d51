import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';

const stateSchema = z.object({ accepted: z.int(), duplicates: z.int() });
/** What the host has counted of a source when it folded. */
export type SourceCounts = z.infer<typeof stateSchema>;

/** What `GET /v1/source` says; undefined when the host does not tell, zeros for a source that is not registered yet. */
export async function readSourceCounts(url: string, key: string, source: string): Promise<SourceCounts | undefined> {
  const address = new URL('/v1/source', url);
  address.searchParams.set('source', source);
  const response = await fetch(address, { headers: { authorization: `Bearer ${key}` } }).catch(() => undefined);
  const body: unknown = await response?.json().catch(() => undefined);
  if (response?.status === 404) return isUnknown(body) ? { accepted: 0, duplicates: 0 } : undefined;
  return response?.ok ? stateSchema.safeParse(body).data : undefined;
}

const isUnknown = (body: unknown): boolean => JSON.stringify(body ?? '').includes('UNKNOWN_SOURCE');

interface Waiting {
  read: () => Promise<SourceCounts | undefined>;
  before: SourceCounts;
  /** Interactions that were accepted since `before`. */
  sent: number;
  /** Milliseconds. */
  limit: number;
}

/**
 * How many of the interactions that were sent were there already, once all are folded; undefined when that is not known
 * within the limit.
 */
export async function knownBefore({ read, before, sent, limit }: Waiting): Promise<number | undefined> {
  for (const end = Date.now() + limit; ; await sleep(500)) {
    const now = await read();
    if (now === undefined) return undefined;
    const duplicates = now.duplicates - before.duplicates;
    if (now.accepted - before.accepted + duplicates >= sent) return duplicates;
    if (Date.now() >= end) return undefined;
  }
}
