import { ApiError } from '../shared/errors.ts';

/** What a node id names: a type of the schema, and the key of one of its objects. */
export interface NodeName {
  type: string;
  key: string;
}

/** The opaque id of an object, the same for ever and in every type another: base64url of `Type:key`. */
export const nodeIdOf = (type: string, key: string): string => Buffer.from(`${type}:${key}`).toString('base64url');

/** What an id names; `INVALID_ID` for anything that `nodeIdOf` did not make. */
export function nodeNameOf(nodeId: string): NodeName {
  const [, type = '', key = ''] = /^(\w+):(.+)$/s.exec(Buffer.from(nodeId, 'base64url').toString()) ?? [];
  // Decoding is lenient: only what encodes to the very same id is one of ours.
  if (type !== '' && nodeIdOf(type, key) === nodeId) return { type, key };
  throw invalidId();
}

export const invalidId = (): ApiError =>
  new ApiError('INVALID_ID', 'The id is not one of ours: take it from a field `nodeId`, unchanged.');
