import type { Refused } from './interaction-types.ts';

/** What became of the interactions of one call. `index` of a refused one is its place among them. */
export interface Sent {
  /** How many the host has taken; what it had before counts once. */
  accepted: number;
  rejected: readonly Refused[];
  /** False when the host could not keep some of the refused ones: the caller has the only copy. */
  rejectionsKept: boolean;
}

/** Sending ended before everything was answered. What is in `unsent` may or may not have arrived: sending it again is safe. */
export class SendError extends Error {
  /** Of the host's answer (docs/clients.md lists them), or UNREACHABLE, ABORTED, UNEXPECTED_ANSWER. */
  readonly code: string;
  /** What was answered before. */
  readonly sent: Sent;
  /** Places, among the interactions of the call, of those without an answer. */
  readonly unsent: readonly number[];

  constructor(code: string, message: string, sent: Sent, unsent: readonly number[]) {
    super(message);
    this.name = 'SendError';
    this.code = code;
    this.sent = sent;
    this.unsent = unsent;
  }
}
