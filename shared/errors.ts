/** Why an interaction was refused. The code is the contract; the message is for people. */
export const refusalCodes = {
  INVALID: 'A field is missing, has the wrong type or is not known.',
  UNKNOWN_TYPE: 'The type is not polylog.<activity>.v1.',
  UNKNOWN_CHANNEL: 'The organisation has no such channel.',
  UNKNOWN_DEPARTMENT: 'The organisation has no such department.',
  CLOCK_AHEAD: 'The time is more than ten minutes ahead.',
  TARGET_REQUIRED: 'An edit or retraction names the interaction it changes.',
  SOURCE_NOT_ALLOWED: 'The key belongs to another source.',
  TOO_LARGE: 'One interaction is larger than the bus takes.',
  NOT_SUPPORTED: 'The ActivityStreams activity has no equivalent here.',
  CHANGED_SHAPE: "The provider's payload has another shape than its adapter knows.",
  PAUSED: 'Its source was paused when it came.',
  BUS_UNAVAILABLE: 'The bus did not take it: send it again.',
  UNFOLDABLE: 'The aggregate could not fold it.',
} as const;
export type RefusalCode = keyof typeof refusalCodes;

export interface Refusal {
  code: RefusalCode;
  /** JSON path of the field, e.g. `data.actor.kind`; empty when the whole is meant. */
  path: string;
  message: string;
}

/** An error whose message may be shown to the caller of the GraphQL API. */
export class ApiError extends Error {
  readonly code: string;
  readonly details: Record<string, unknown>;

  constructor(code: string, message: string, details: Record<string, unknown> = {}) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.details = details;
  }
}

export const isApiError = (error: unknown): error is ApiError => error instanceof ApiError;
