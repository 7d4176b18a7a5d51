import { createHmac, type KeyObject } from 'node:crypto';

/** `o_` and 132 bits of HMAC-SHA256 in base64url, for an id that would name a person: the same text, the same id. */
export const opaqueId = (key: KeyObject, text: string): string =>
  `o_${createHmac('sha256', key).update(text).digest('base64url').slice(0, 22)}`;
