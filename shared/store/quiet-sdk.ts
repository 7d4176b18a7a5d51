/**
 * A logger for AWS clients that has no `info` and no `error`: the SDK prepares an entry with every input and output
 * for a logger that has them, which nobody reads, which would hold personal data, and which took a tenth of a fold.
 */
const logger = { trace() {}, debug() {}, warn: console.warn } as unknown as Console;

/** Settings of every AWS client of the functions. */
export const quietSdk = { logger };
