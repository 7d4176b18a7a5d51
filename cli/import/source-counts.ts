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

/** How many were there already; `whole` when that is true of all that was sent, else of as many as are known to be folded. */
export interface Known {
  duplicates: number;
  whole: boolean;
}

/** Reads without a change after which nothing more is waited for. */
const stillReads = 6;
const betweenReads = 500;

/**
 * How many of the interactions that were sent the host knew already. It counts what is new and what is known, and neither
 * edits, deletions nor conflicts: so it is waited until all are counted, or the counts stand still for 3 s, or the limit
 * is over. Undefined when the host tells nothing.
 */
export async function knownBefore({ read, before, sent, limit }: Waiting): Promise<Known | undefined> {
  let last = 0;
  let still = 0;
  for (const end = Date.now() + limit; ; await sleep(betweenReads)) {
    const now = await read();
    if (now === undefined) return undefined;
    const duplicates = now.duplicates - before.duplicates;
    const counted = now.accepted - before.accepted + duplicates;
    if (counted >= sent) return { duplicates, whole: true };
    still = counted > 0 && counted === last ? still + 1 : 0;
    if (still >= stillReads || Date.now() >= end) return { duplicates, whole: false };
    last = counted;
  }
}
