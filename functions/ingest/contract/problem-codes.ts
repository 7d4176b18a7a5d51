/** Why ingest refuses a request as a whole, by code. The code is the contract; the status is that of the answer. */
export const problemCodes = {
  UNREADABLE: { status: 400, meaning: 'The body is not UTF-8, not JSON, or not of the shape of its content type.' },
  KEY_REQUIRED: { status: 401, meaning: 'There is no `Authorization: Bearer`.' },
  SIGNATURE_MISSING: { status: 401, meaning: 'The delivery has no signature of its provider.' },
  SIGNATURE_WRONG: { status: 401, meaning: 'The signature is not of these bytes, or made with another secret.' },
  TOO_OLD: { status: 401, meaning: 'The signed time is too far from now.' },
  KEY_UNKNOWN: {
    status: 403,
    meaning: 'The key is not known, has expired, or belongs to another source than the webhook.',
  },
  NOT_FOUND: { status: 404, meaning: 'There is no such path.' },
  UNKNOWN_SOURCE: { status: 404, meaning: 'There is no such registered source.' },
  UNKNOWN_WEBHOOK: { status: 404, meaning: 'No source has this webhook.' },
  NO_HANDSHAKE: { status: 404, meaning: "A GET of a webhook that is no handshake of the source's provider." },
  METHOD_NOT_ALLOWED: { status: 405, meaning: 'The path is there, for another method.' },
  TOO_LARGE: { status: 413, meaning: 'The body is larger than 1 MiB, that of a webhook larger than 5 MiB.' },
  TOO_MANY: { status: 413, meaning: 'There are more than 1,000 interactions in the batch.' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, meaning: 'The content type, charset or content encoding is another one.' },
  SOURCE_REQUIRED: {
    status: 422,
    meaning: 'The local key, and no `?source=` where one is needed: with ActivityStreams, and to ask how a source is.',
  },
  SOURCE_INCOMPLETE: { status: 422, meaning: 'ActivityStreams of a source without a channel or a department.' },
  ALL_REFUSED: { status: 422, meaning: 'Each interaction was refused: `rejected` says why.' },
  TOO_FAST: { status: 429, meaning: 'More interactions a second than the key or the source may.' },
  OVER_SHARE: {
    status: 429,
    meaning: 'More comes in than can be counted, and the source sends more than its share of that.',
  },
  OVERLOADED: { status: 503, meaning: 'So much waits to be counted that nothing more is taken for now.' },
  BUS_UNAVAILABLE: { status: 503, meaning: 'The bus took none: send all of them again.' },
  REJECTIONS_UNAVAILABLE: {
    status: 503,
    meaning: 'What was refused could not be kept: correct it, or send all of them again.',
  },
  SOURCE_PAUSED: { status: 503, meaning: 'The source of the key is paused: nothing of it is taken until it goes on.' },
  SOURCE_MISCONFIGURED: { status: 503, meaning: "A setting of the webhook's source is missing or wrong." },
  SECRET_MISSING: { status: 503, meaning: "A secret of the webhook's source is not set." },
  UNAVAILABLE: { status: 503, meaning: 'A table or the secret does not answer.' },
} as const;
export type ProblemCode = keyof typeof problemCodes;
