import { createHmac, type KeyObject } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';

/** What identifies the content of an interaction as it was sent. */
export interface WireBody {
  source: string;
  id: string;
  type: string;
  /** The instant in UTC with milliseconds, so that two spellings of one instant are one content. */
  time: string;
  subject?: string | undefined;
  data: unknown;
}

/**
 * The digest of a wire body before anything is derived or replaced: HMAC-SHA256 of its canonical JSON, cut to 132 bits
 * (22 characters of base64url). Keyed, because a plain hash would let anyone confirm a guessed text.
 */
export function digestOf(key: KeyObject, body: WireBody): string {
  const { source, id, type, time, subject, data } = body;
  return createHmac('sha256', key)
    .update(canonicalJson({ source, id, type, time, subject, data }))
    .digest('base64url')
    .slice(0, 22);
}
