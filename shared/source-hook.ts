import { createHash } from 'node:crypto';

/**
 * The last part of the address of a source's webhook: the first 22 characters (132 bits) of the SHA-256 of its id in
 * base64url. The same source has the same address for ever; it names nobody and gives no right to send.
 */
export const hookOf = (source: string): string => createHash('sha256').update(source).digest('base64url').slice(0, 22);
