/**
 * How long ingest waits for others, in milliseconds. The stack gives the function 29 s, because an HTTP API gives up
 * after 30 s: what is tried last, at the end of `publishing`, ends well before that and the sender has an answer.
 */
export const patience = {
  /** After so long the publisher tries nothing new. */
  publishing: 8_000,
  /** One request to AWS, also when the engine hangs. */
  connection: 1_000,
  request: 5_000,
};
