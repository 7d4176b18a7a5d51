import { randomBytes } from 'node:crypto';

/** An id for what nobody named: 12 hexadecimal digits. */
export const newId = (): string => randomBytes(6).toString('hex');
