import { dropOldest } from '../../../../shared/drop-oldest.ts';
import { isRecent } from '../../../../shared/is-recent.ts';
import { type Ask, type FoundKey, findActorKey } from './actor-key.ts';

const keptKeys = 1_000;
const keptMs = 60 * 60_000;
/** Until a key that was not found, or that did not fit, is asked for again. */
const againMs = 60_000;
const timeoutMs = 3_000;
const documentBytes = 256 * 1_024;
/** Asked of one host, and of all, in a minute: strangers decide what we ask for. */
const askedOfHost = 60;
const askedInAll = 600;

const accept = 'application/activity+json, application/ld+json; profile="https://www.w3.org/ns/activitystreams"';

/**
 * Public keys of actors by their ids, fetched from the actors' servers and kept for an hour. `anew` fetches a key again,
 * as it may have been replaced, at most once a minute. Times are milliseconds since 1970.
 */
export function createKeyRing(fetch: typeof globalThis.fetch) {
  const kept = new Map<string, { found: Promise<FoundKey>; at: number; keepMs: number }>();
  const asked = new Map<string, number>();
  let minute = 0;
  let all = 0;

  const mayAsk = ({ host }: URL, now: number): boolean => {
    if (Math.floor(now / 60_000) !== minute) {
      asked.clear();
      all = 0;
    }
    minute = Math.floor(now / 60_000);
    const count = (asked.get(host) ?? 0) + 1;
    if (count > askedOfHost || all >= askedInAll) return false;
    asked.set(host, count);
    all += 1;
    return true;
  };

  const look = (keyId: string, now: number): Promise<FoundKey> => {
    const ask: Ask = async (url) => (mayAsk(url, now) ? askFor(url, fetch) : undefined);
    const entry = { found: findActorKey(keyId, ask), at: now, keepMs: againMs };
    entry.found.then((found) => {
      if (typeof found === 'object') entry.keepMs = keptMs;
    });
    kept.delete(keyId);
    dropOldest(kept, keptKeys);
    kept.set(keyId, entry);
    return entry.found;
  };

  return {
    find(keyId: string, now: number): Promise<FoundKey> {
      const entry = kept.get(keyId);
      return entry !== undefined && isRecent(entry.at, now, entry.keepMs) ? entry.found : look(keyId, now);
    },
    /** Undefined when it was asked for just now. */
    async anew(keyId: string, now: number): Promise<FoundKey> {
      return isRecent(kept.get(keyId)?.at ?? 0, now, againMs) ? undefined : look(keyId, now);
    },
  };
}
export type KeyRing = ReturnType<typeof createKeyRing>;

/** Redirects are not followed: they could lead inside. */
async function askFor(url: URL, fetch: typeof globalThis.fetch): Promise<unknown> {
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(url, { headers: { accept }, redirect: 'error', signal });
    if (response.status === 410 || response.status === 404) return 'gone';
    if (!response.ok) return undefined;
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for await (const chunk of response.body ?? []) {
      bytes += chunk.byteLength;
      if (bytes > documentBytes) return undefined;
      chunks.push(chunk);
    }
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return undefined;
  }
}
