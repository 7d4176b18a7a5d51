import { createHash, timingSafeEqual } from 'node:crypto';
import type { RegisteredSource } from '../../shared/store/source-item.ts';
import type { SourceRegistry } from '../../shared/store/sources.ts';
import type { Problem } from './problem.ts';

/** Who sends. Without a source it is the local key, which may send for any. */
export interface Caller {
  /** Names the caller's rate limit; not the key itself. */
  id: string;
  source?: RegisteredSource;
}

/**
 * The caller behind an `Authorization: Bearer` header. 401 without a key, 403 with one that is unknown or expired. The
 * local key is compared in constant time; other keys are looked up by their hash.
 */
export async function authenticate(
  authorization: string | undefined,
  sources: Pick<SourceRegistry, 'findSourceByKey'>,
  localKey: string | undefined,
): Promise<Caller | Problem> {
  const key = authorization?.match(/^Bearer +(\S{1,512}) *$/i)?.[1];
  if (key === undefined) {
    return {
      status: 401,
      code: 'KEY_REQUIRED',
      message: "Send the source's key as `Authorization: Bearer <key>`.",
      headers: { 'www-authenticate': 'Bearer' },
    };
  }
  if (localKey !== undefined && sameText(key, localKey)) return { id: 'local' };
  const source = await sources.findSourceByKey(key);
  if (source === undefined) {
    return { status: 403, code: 'KEY_UNKNOWN', message: 'The key is not known or has expired: ask for a new one.' };
  }
  return { id: source.id, source };
}

const hash = (text: string) => createHash('sha256').update(text).digest();
const sameText = (one: string, other: string) => timingSafeEqual(hash(one), hash(other));
