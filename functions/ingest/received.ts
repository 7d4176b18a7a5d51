import type { Refusal } from '../../shared/errors.ts';

/** The wire contract: more belongs into several requests. */
export const batchItems = 1_000;

/** One interaction of a request: a CloudEvent yet unchecked, or why there is none. */
export type Received = {
  /** As it came, kept with a rejection. */
  payload: unknown;
  /** The source, when the payload does not name it. */
  source?: string;
  /** Where a path of the CloudEvent lies in the payload, when they differ. */
  pathInPayload?: (path: string) => string;
  /** What made the event of the payload: a replay makes it again. */
  format?: string;
} & ({ event: unknown } | { id: string | null; refusal: Refusal });
