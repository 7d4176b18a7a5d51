import { randomBytes } from 'node:crypto';

/** A trace that nobody began before (`shared/trace.ts`). */
export const newTrace = (): string => randomBytes(16).toString('hex');
