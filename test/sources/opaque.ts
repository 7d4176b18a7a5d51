import { deriveKeys } from '../../shared/derive-keys.ts';
import { opaqueId } from '../../shared/opaque-id.ts';

const keys = deriveKeys('a secret of the conformance suite, 32 characters and more');

/** An id as the conformance suite hashes it. */
export const opaque = (text: string): string => opaqueId(keys.opaque, text);
